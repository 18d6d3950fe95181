/**
 * The explained total of a 60-line book against parsing the book's JSON ten times, in one run.
 *
 *     node --import tsx tests/bench/progress.ts
 */
import { fileURLToPath } from 'node:url'
import { readRegulationFiles } from '#config/regulations'
import type { Book } from '#domain/books/book'
import { evaluate } from '#domain/books/evaluate'
import { parseBookFile, presentProgress } from '#domain/books/progress-file'
import { parseRegulation } from '#domain/regulations/file'
import type { Regulation } from '#domain/regulations/regulation'
import type { Measure } from './measure.ts'

const LINES = 60
const ROUNDS = 40
const PER_ROUND = 50
const TODAY = '2026-05-20'
const KINDS = ['seminar', 'master-class', 'open-lesson', 'photo-gallery', 'course', 'internship'] as const

export interface ProgressMeasure extends Measure {
  /** Ten parses / one explained total, of the regulation that is slowest. Promise: at least 1. */
  ratio: number
  /** Times and ratio of each regulation. */
  details: Record<string, string>
}

/** A book as an export has it: each line with its title's module, document and form; every seventh one has something amiss. */
function bookJson(regulation: string): string {
  const modules = Array.from({ length: LINES - 5 }, (_, n) => ({
    id: `module-${n}`,
    title: `Модуль ${n}: формирующее оценивание и обратная связь`,
    kind: KINDS[n % KINDS.length],
    part: n % 5 === 0 ? 'invariant' : 'variative',
    hours: String(8 + (n % 20)),
    form: 'distance',
    provider: 'Институт развития образования',
    study: n % 2 === 0,
    listYear: 2025,
  }))
  const entries = Array.from({ length: LINES }, (_, n) => ({
    id: `entry-${n}`,
    number: n + 1,
    module: `module-${n % (LINES - 4)}`,
    kind: KINDS[n % KINDS.length],
    form: 'distance',
    hours: String(8 + (n % 20)),
    date: `2025-${String(1 + (n % 9)).padStart(2, '0')}-${String(1 + (n % 27)).padStart(2, '0')}`,
    status: n % 7 === 3 ? 'imported' : 'confirmed',
    importedOn: '2025-10-01',
    ...(n % 7 !== 5 && { document: `сертификат № ${n}` }),
    selfEducation: false,
  }))
  const facts = { enrolmentDocuments: 'complete', routeApproved: '2024-09-02', diagnosisBefore: '2024-09-01' }
  const programme = { title: 'Современный урок', modules }
  return JSON.stringify({ regulation, enrolledOn: '2024-09-02', programme, entries, facts })
}

/** What `progress` prints and a page shows: hours, each reason and requirement in words, the sentence above them. */
function explain(book: Book, regulation: Regulation) {
  return presentProgress(evaluate(book, regulation, TODAY), book, regulation, 'ru')
}

/** Milliseconds of one call: the median of many rounds, the two measured in turn so that a busy machine hits both. */
function inTurn(a: () => unknown, b: () => unknown): [number, number] {
  const rounds = Array.from({ length: ROUNDS }, () => [timed(a), timed(b)] as const)
  return [median(rounds.map(one => one[0])), median(rounds.map(one => one[1]))]
}

function timed(call: () => unknown): number {
  const start = performance.now()
  for (let n = 0; n < PER_ROUND; n++) call()
  return (performance.now() - start) / PER_ROUND
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function measure(regulation: Regulation) {
  const json = bookJson(regulation.id)
  const book = parseBookFile(JSON.parse(json))
  const [explainMs, parseMs] = inTurn(
    () => explain(book, regulation),
    () => {
      for (let n = 0; n < 10; n++) JSON.parse(json)
    },
  )
  return { id: regulation.id, explainMs, parseMs, ratio: parseMs / explainMs, bytes: Buffer.byteLength(json) }
}

export async function benchProgress(): Promise<ProgressMeasure[]> {
  const measured = readRegulationFiles().map(one => measure(parseRegulation(one.text).regulation))
  const ratio = Math.min(...measured.map(one => one.ratio))
  const details = measured.map(one => {
    const times = `explained ${one.explainMs.toFixed(3)} ms, ten parses ${one.parseMs.toFixed(3)} ms`
    return [one.id, `${times}, ratio ${one.ratio.toFixed(2)}, ${one.bytes} bytes`] as const
  })
  return [
    {
      name: 'explained total of a 60-line book',
      promise: 'no slower than parsing its JSON 10 times',
      measured: `${ratio.toFixed(2)} × as fast`,
      holds: ratio >= 1,
      ratio,
      details: Object.fromEntries(details),
    },
  ]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${JSON.stringify(await benchProgress(), null, 2)}\n`)
}

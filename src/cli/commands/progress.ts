import type { Command } from 'commander'
import { readSettings } from '#config/config'
import type { Book } from '#domain/books/book'
import { evaluate } from '#domain/books/evaluate'
import {
  type PresentedProgress,
  parseBookFile,
  parseOnDate,
  presentProgress,
} from '#domain/books/progress-file'
import { InvalidInputError } from '#domain/errors'
import { formatHours } from '#domain/hours'
import { LANGS, type Lang } from '#domain/texts/lang'
import { localDate } from '#domain/time/local-date'
import { loadRegulations } from '#src/adapters/regulations'
import { readTextFile } from '../input-file.ts'
import { print, printJson } from '../io.ts'

interface Options {
  on?: string
  lang: string
  json?: boolean
}

/** `zachetka progress FILE [--on DATE]`: the explained total of a book given as JSON. */
export function addProgressCommand(program: Command): void {
  program
    .command('progress <file>')
    .description('evaluates a book given as JSON against its regulation; docs/examples/ has books')
    .option('--on <date>', 'the day to judge on, YYYY-MM-DD; default: today')
    .option('--lang <lang>', 'ru or en', 'ru')
    .option('--json', 'as JSON')
    .action(progressOf)
}

function progressOf(file: string, options: Options): void {
  const config = readSettings(process.env)
  const book = parseBookFile(readJson(file))
  const today = options.on ? parseOnDate(options.on) : localDate(new Date(), config.timeZone)
  const regulations = loadRegulations(config.regulationsDir)
  const regulation = regulations.inForce(book.regulation, book.enrolledOn)
  const versions = regulations.all().filter(({ id }) => id === regulation.id)
  const progress = evaluate(book, regulation, today, versions)
  const answer = presentProgress(progress, book, regulation, langOf(options.lang))
  if (options.json) printJson(answer)
  else explain(book, answer)
}

function readJson(file: string): unknown {
  const text = readTextFile(file)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InvalidInputError(`${file} is not JSON: ${(error as Error).message}`)
  }
}

function langOf(text: string): Lang {
  const lang = LANGS.find(known => known === text)
  if (lang) return lang
  throw new InvalidInputError(`--lang is ${LANGS.join(' or ')}`)
}

function explain(book: Book, answer: PresentedProgress): void {
  const total = Number(answer.hours.required) > 0 ? ` / ${answer.hours.required}` : ''
  print(`${answer.hours.counted}${total}${answer.eligible ? ' ✓' : ''}`)
  for (const requirement of answer.requirements) {
    print(`${requirement.met ? '✓' : '×'} ${requirement.clause}  ${requirement.text}`)
  }
  const claimed = new Map(book.entries.map(entry => [entry.id, entry.hours]))
  for (const entry of answer.entries) {
    const hours = claimed.get(entry.id)
    print(
      `  ${entry.id}  ${entry.counted} / ${hours === undefined ? '?' : formatHours(hours)}  ${entry.text ?? ''}`.trimEnd(),
    )
  }
}

/** From the text of a regulation file to a regulation, or to every fault in it with its line. */
import { type Document, isCollection, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { AppError } from '../errors.ts'
import { aliasFaults, firstAlias } from './aliases.ts'
import { crossFaults } from './cross-checks.ts'
import { type Told, told, wordsOfIssue } from './fault-words.ts'
import type { Regulation } from './regulation.ts'
import { regulationSchema } from './schema.ts'

/** A fault of a regulation file, in English and (`ru`) in Russian. `line` counts from 1; `path` is dotted, e.g. `tariff.3.kind`. */
export interface RegulationFault extends Told {
  line: number
  path: string
}

/** The file is not a valid regulation; `faults` name each place, in the order of the lines. */
export class InvalidRegulationError extends AppError {
  readonly code = 'invalid_regulation'
  readonly status = 422
  readonly faults: readonly RegulationFault[]
  /** The same as the issues of any other input. */
  readonly issues: readonly { path: string; message: string }[]

  constructor(faults: readonly RegulationFault[]) {
    super(`not a valid regulation: ${faults.length} fault(s), the first in line ${faults[0]?.line ?? 1}`, {
      faults: faults.length,
    })
    this.faults = faults
    this.issues = faults.map(({ line, path, message }) => ({ path, message: `line ${line}: ${message}` }))
  }
}

type Path = readonly PropertyKey[]

/** The line of a path, or of its nearest ancestor that exists. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const offset = offsetOf(document, path.slice(0, depth))
    if (offset !== undefined) return lines.linePos(offset).line
  }
  return 1
}

/** Where the key (in a map) or the item (in a list) of a path starts. */
function offsetOf(document: Document, path: Path): number | undefined {
  if (path.length === 0) return document.contents?.range?.[0]
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  if (!isCollection(parent)) return undefined
  const last = path[path.length - 1]
  for (const [index, item] of parent.items.entries()) {
    if (isNode(item) && index === last) return item.range?.[0]
    const key = (item as { key?: unknown }).key
    if (isScalar(key) && key.value === last) return key.range?.[0]
  }
  return undefined
}

/** One fault per issue; an issue with several unknown keys gives one fault for each. */
function faultsOfIssue(issue: z.core.$ZodIssue, place: (path: Path) => number): RegulationFault[] {
  const paths: Path[] =
    issue.code === 'unrecognized_keys' ? issue.keys.map(key => [...issue.path, key]) : [issue.path]
  return paths.map(path => ({
    line: place(path),
    path: path.map(String).join('.'),
    ...wordsOfIssue(issue, String(path.at(-1) ?? 'the file')),
  }))
}

/** Faults of aliases; `undefined` data where there are any, for such data has no end or no beginning. */
function aliasFaultsOf(document: Document, lines: LineCounter): RegulationFault[] {
  return aliasFaults(document).map(({ offset, kind, name }) => ({
    line: lines.linePos(offset).line,
    path: '',
    ...(kind === 'cycle' ? aliasCycle(name) : aliasUnknown(name)),
  }))
}

function aliasCycle(name: string): Told {
  return told(
    `the alias *${name} leads back into itself: a cycle`,
    'Write the value out instead of the alias.',
    `ссылка *${name} ведёт в саму себя: цикл`,
    'Напишите значение вместо ссылки.',
  )
}

function aliasUnknown(name: string): Told {
  return told(
    `the alias *${name} names nothing that stands before it`,
    `Put the anchor &${name} before it, or write the value out.`,
    `ссылка *${name} ни на что не указывает`,
    `Поставьте выше метку &${name} или напишите значение.`,
  )
}

/** The data of a document; a flood of aliases is a fault like any other. */
function dataOf(document: Document, lines: LineCounter): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const remedy = 'Write the values out instead of aliases.'
    const line = lines.linePos(firstAlias(document)).line
    const words = told(message, remedy, 'слишком много ссылок (*имя)', 'Напишите значения вместо ссылок.')
    throw new InvalidRegulationError([{ line, path: '', ...words }])
  }
}

function yamlFaults(document: Document, lines: LineCounter): RegulationFault[] {
  return document.errors.map(error => ({
    line: lines.linePos(error.pos[0]).line,
    path: '',
    ...told(
      error.message,
      'Correct the YAML: indentation, quotes, and every key once in a map.',
      `ошибка YAML: ${error.message}`,
      'Исправьте YAML: отступы, кавычки, каждый ключ один раз.',
    ),
  }))
}

/**
 * Reads one regulation file.
 *
 * @param text YAML, one version of one regulation
 * @throws {InvalidRegulationError} with all faults at once: of the YAML, of the shape, and between fields
 */
export function parseRegulation(text: string): { regulation: Regulation } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const place = (path: Path) => lineOf(document, lines, path)
  const broken = yamlFaults(document, lines)
  const aliases = aliasFaultsOf(document, lines)
  if (aliases.length > 0 || broken.some(fault => !fault.message.includes('unique')))
    throw new InvalidRegulationError([...broken, ...aliases])
  const raw = dataOf(document, lines)
  const read = regulationSchema.safeParse(raw)
  const faults = [
    ...broken,
    ...(read.error?.issues ?? []).flatMap(issue => faultsOfIssue(issue, place)),
    ...crossFaults(raw).map(fault => ({ ...fault, line: place(fault.at), path: fault.at.join('.') })),
  ].map(({ line, path, message, remedy, ru }) => ({ line, path, message, remedy, ru }))
  if (faults.length > 0 || !read.data)
    throw new InvalidRegulationError(faults.sort((a, b) => a.line - b.line))
  return { regulation: read.data as Regulation }
}

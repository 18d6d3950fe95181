/** From the text of a regulation file to a regulation, or to every fault in it with its line. */
import { type Document, isCollection, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { AppError } from './errors.ts'
import type { Regulation } from './regulation.ts'
import { crossFaults } from './regulation-cross-checks.ts'
import { regulationSchema } from './regulation-schema.ts'

/** A fault of a regulation file. `line` counts from 1; `path` is dotted, e.g. `tariff.3.kind`. */
export interface RegulationFault {
  line: number
  path: string
  message: string
  remedy: string
}

/** The file is not a valid regulation; `faults` name each place, in the order of the lines. */
export class InvalidRegulationError extends AppError {
  readonly code = 'invalid_regulation'
  readonly status = 422
  readonly faults: readonly RegulationFault[]

  constructor(faults: readonly RegulationFault[]) {
    super(`not a valid regulation: ${faults.length} fault(s), the first in line ${faults[0]?.line ?? 1}`, {
      faults: faults.length,
    })
    this.faults = faults
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

function remedyFor(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'Remove the key or correct its spelling.'
    case 'invalid_value':
      return `Use one of: ${issue.values.map(String).join(', ')}.`
    case 'invalid_type':
      return isMissing(issue) ? 'Add the key.' : `Give a value of type ${issue.expected}.`
    case 'too_small':
    case 'too_big':
      return 'Bring the value into the range.'
    default:
      return 'Correct the value; docs/regulations.md lists the fields.'
  }
}

/** One fault per issue; an issue with several unknown keys gives one fault for each. */
function faultsOfIssue(issue: z.core.$ZodIssue, place: (path: Path) => number): RegulationFault[] {
  const paths: Path[] =
    issue.code === 'unrecognized_keys' ? issue.keys.map(key => [...issue.path, key]) : [issue.path]
  return paths.map(path => ({
    line: place(path),
    path: path.map(String).join('.'),
    message: messageOf(issue, path),
    remedy: remedyFor(issue),
  }))
}

function messageOf(issue: z.core.$ZodIssue, path: Path): string {
  if (issue.code === 'unrecognized_keys') return `unknown key ${String(path.at(-1))}`
  if (isMissing(issue)) return `${String(path.at(-1) ?? 'the file')} is missing`
  return issue.message
}

/** zod tells a missing key only by its message. */
function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
}

/** The data of a document; aliases that resolve to nothing, or to too much, are faults like any other. */
function dataOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new InvalidRegulationError([
      { line: 1, path: '', message, remedy: 'Write the value out instead of an alias.' },
    ])
  }
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
  const broken = document.errors.map(error => ({
    line: lines.linePos(error.pos[0]).line,
    path: '',
    message: error.message,
    remedy: 'Correct the YAML: indentation, quotes, and every key once in a map.',
  }))
  if (broken.some(fault => !fault.message.includes('unique'))) throw new InvalidRegulationError(broken)
  const raw = dataOf(document)
  const read = regulationSchema.safeParse(raw)
  const faults = [
    ...broken,
    ...(read.error?.issues ?? []).flatMap(issue => faultsOfIssue(issue, place)),
    ...crossFaults(raw).map(fault => ({ ...fault, line: place(fault.at), path: fault.at.join('.') })),
  ].map(({ line, path, message, remedy }) => ({ line, path, message, remedy }))
  if (faults.length > 0 || !read.data)
    throw new InvalidRegulationError(faults.sort((a, b) => a.line - b.line))
  return { regulation: read.data as Regulation }
}

/** Keys of a book's file that nothing reads: a fault each, for most of them are a known key with a slip in it. */
import type { FileFault } from './book-file-checks.ts'

/** Keys by the place of their object, e.g. `entries.*`; a place that is not here is not looked into. */
export type KnownKeys = Readonly<Record<string, readonly string[]>>

/** For people, anywhere: they are not read. */
const NOTES: readonly string[] = ['title', 'provider', 'learner', 'note', 'comment', '$schema']

/** Steps to the deepest place that is looked into. */
const DEEPEST = 3

/** @returns each with its dotted path, what it may have meant, and what is known there */
export function unknownKeys(json: unknown, known: KnownKeys, at: readonly string[] = []): FileFault[] {
  if (typeof json !== 'object' || json === null || at.length > DEEPEST) return []
  const place = at.map(step => (/^\d+$/.test(step) ? '*' : step)).join('.')
  const keys = Array.isArray(json) ? undefined : known[place]
  return Object.entries(json).flatMap(([key, value]) =>
    keys && !keys.includes(key)
      ? faultOf([...at, key].join('.'), key, keys)
      : unknownKeys(value, known, [...at, key]),
  )
}

function faultOf(path: string, key: string, known: readonly string[]): FileFault[] {
  if (NOTES.includes(key)) return []
  const meant = known.find(each => isSlipOf(key.toLowerCase(), each.toLowerCase()))
  const hint = meant === undefined ? '' : `did you mean ${meant}? `
  return [{ path: path || 'file', message: `no such key: ${hint}known here: ${known.join(', ')}` }]
}

/** One letter too many, too few, or another; or the same but for dashes and underscores. */
function isSlipOf(typed: string, meant: string): boolean {
  if (typed.replaceAll(/[-_]/g, '') === meant) return true
  const [short, long] = typed.length < meant.length ? [typed, meant] : [meant, typed]
  if (long.length - short.length > 1) return false
  const at = [...short].findIndex((letter, i) => letter !== long[i])
  if (at < 0) return true
  return short.slice(long.length > short.length ? at : at + 1) === long.slice(at + 1)
}

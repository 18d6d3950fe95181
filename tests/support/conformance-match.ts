/**
 * Matching of the unified test format: what is expected may leave fields out, and has operators of its own.
 *
 * @see https://github.com/mongodb/specifications/blob/master/source/unified-test-format/unified-test-format.md
 */
import { EJSON } from 'bson'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

/** BSON values as JSON, numbers of every width alike, so that two worlds can be compared. */
export function toJson(value: unknown): Json | undefined {
  if (value === undefined) return undefined
  return JSON.parse(EJSON.stringify({ value } as never, { relaxed: true })).value
}

/** What does not match, in words; undefined when all of it does. */
export function mismatch(expected: Json, actual: Json | undefined, at = ''): string | undefined {
  if (isObject(expected)) return mismatchObject(expected, actual, at)
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length)
      return `${at}: expected ${expected.length} elements, got ${JSON.stringify(actual)}`
    return firstOf(expected, (each, i) => mismatch(each, actual[i], `${at}[${i}]`))
  }
  return expected === actual
    ? undefined
    : `${at}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`
}

function mismatchObject(expected: JsonObject, actual: Json | undefined, at: string): string | undefined {
  const special = Object.keys(expected).find(key => key.startsWith('$$'))
  if (special !== undefined) return mismatchSpecial(special, expected[special] as Json, actual, at)
  if (!isObject(actual)) return `${at}: expected a document, got ${JSON.stringify(actual)}`
  const differs = firstOf(Object.keys(expected), key =>
    mismatch(expected[key] as Json, actual[key], `${at}.${key}`),
  )
  const isRoot = at === '' || /^(command|reply|result(\[\d+\])?)$/.test(at)
  const extra = isRoot ? undefined : Object.keys(actual).find(key => !(key in expected))
  return differs ?? (extra === undefined ? undefined : `${at}: unexpected ${extra}`)
}

function mismatchSpecial(
  name: string,
  wanted: Json,
  actual: Json | undefined,
  at: string,
): string | undefined {
  if (name === '$$unsetOrMatches')
    return actual === undefined || actual === null ? undefined : mismatch(wanted, actual, at)
  if (name === '$$exists')
    return (actual !== undefined) === wanted ? undefined : `${at}: exists must be ${wanted}`
  if (name === '$$type') {
    const is = isObject(actual) ? 'object' : Array.isArray(actual) ? 'array' : typeof actual
    const names = [wanted]
      .flat()
      .map(each => (['int', 'long', 'double'].includes(String(each)) ? 'number' : each))
    return names.includes(is) ? undefined : `${at}: expected ${JSON.stringify(wanted)}, got ${is}`
  }
  return `${at}: ${name} is not known here`
}

function firstOf<T>(
  list: readonly T[],
  check: (each: T, i: number) => string | undefined,
): string | undefined {
  for (const [i, each] of list.entries()) {
    const found = check(each, i)
    if (found !== undefined) return found
  }
  return undefined
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

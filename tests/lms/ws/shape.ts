/**
 * How Moodle writes an answer: one value, two notations. JSON leaves out an absent key; XML writes every declared key,
 * absent ones as null (or as an empty list), booleans as 1 and 0, and floats with 14 digits.
 */

/** The declared structure of an answer, in the order in which Moodle writes it. */
export type Shape = 'value' | { readonly list: Shape } | { readonly keys: Readonly<Record<string, Shape>> }

export type Scalar = string | number | boolean | null
export type Value = Scalar | undefined | readonly Value[] | { readonly [key: string]: Value }

export const list = (shape: Shape): Shape => ({ list: shape })

/** An object: its keys in order; those that are not plain values are given in `nested`. */
export function object(keys: string, nested: Readonly<Record<string, Shape>> = {}): Shape {
  return { keys: Object.fromEntries(keys.split(' ').map(key => [key, nested[key] ?? 'value'])) }
}

/** JSON as PHP writes it: keys in declared order, `/` and everything beyond ASCII escaped. */
export function toJson(shape: Shape, value: Value): string {
  return escapeJson(JSON.stringify(ordered(shape, value)))
}

/** Escapes as PHP's json_encode does without flags. */
export function escapeJson(json: string): string {
  return json.replaceAll('/', '\\/').replace(/[^\x20-\x7e]+/g, escapeRun)
}

/** The four hexadecimal digits of every UTF-16 unit that was asked for: Russian text asks for few, but often. */
const UNITS = new Map<number, string>()

function escapeRun(run: string): string {
  let escaped = ''
  for (let k = 0; k < run.length; k++) escaped += escapeUnit(run.charCodeAt(k))
  return escaped
}

function escapeUnit(unit: number): string {
  const known = UNITS.get(unit)
  if (known) return known
  const made = `\\u${unit.toString(16).padStart(4, '0')}`
  UNITS.set(unit, made)
  return made
}

function ordered(shape: Shape, value: Value): Value {
  if (shape === 'value' || value === null || typeof value !== 'object') return value
  if ('list' in shape) return (value as readonly Value[]).map(one => ordered(shape.list, one))
  const record = value as { readonly [key: string]: Value }
  return Object.fromEntries(
    Object.entries(shape.keys)
      .filter(([key]) => record[key] !== undefined)
      .map(([key, inner]) => [key, ordered(inner, record[key])]),
  )
}

const PROLOGUE = '<?xml version="1.0" encoding="UTF-8" ?>\n'

export function toXml(shape: Shape, value: Value): string {
  return `${PROLOGUE}<RESPONSE>\n${element(shape, value)}</RESPONSE>\n`
}

/** The answer to a failed call: another root element, no RESPONSE. */
export function exceptionXml(exception: string, errorcode: string, message: string): string {
  return (
    `${PROLOGUE}<EXCEPTION class="${escapeXml(exception)}">\n<ERRORCODE>${escapeXml(errorcode)}</ERRORCODE>\n` +
    `<MESSAGE>${escapeXml(message)}</MESSAGE>\n</EXCEPTION>\n`
  )
}

function element(shape: Shape, value: Value): string {
  if (shape === 'value') return scalar(value as Scalar | undefined)
  if ('list' in shape) {
    const items = (value ?? []) as readonly Value[]
    return `<MULTIPLE>\n${items.map(one => element(shape.list, one)).join('')}</MULTIPLE>\n`
  }
  const record = (value ?? {}) as { readonly [key: string]: Value }
  const keys = Object.entries(shape.keys)
  return `<SINGLE>\n${keys.map(([key, inner]) => `<KEY name="${key}">${element(inner, record[key])}</KEY>\n`).join('')}</SINGLE>\n`
}

function scalar(value: Scalar | undefined): string {
  if (value === null || value === undefined) return '<VALUE null="null"/>\n'
  if (typeof value === 'boolean') return `<VALUE>${value ? 1 : 0}</VALUE>\n`
  if (typeof value === 'number')
    return `<VALUE>${Number.isInteger(value) ? value : Number(value.toPrecision(14))}</VALUE>\n`
  return `<VALUE>${escapeXml(value)}</VALUE>\n`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Escapes text for XML and for HTML in double quotes. */
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, char => ENTITIES[char] ?? char)

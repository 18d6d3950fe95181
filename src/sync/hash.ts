/** What makes two records the same: SHA-256 of canonical JSON, whatever the order of keys in the source's answer. */
import { hash } from 'node:crypto'

/** JSON with keys in code-unit order and without `undefined`, so that equal records give equal text. */
export function canonicalJson(value: unknown): string {
  const ordered = isInOrder(value) ? value : inOrder(value)
  return ordered === UNORDERABLE ? spelt(value) : (JSON.stringify(ordered) ?? 'null')
}

/** Most connectors make their records so: nothing has to be copied. */
function isInOrder(value: unknown): boolean {
  if (value === null || typeof value !== 'object' || value instanceof Date) return true
  if (Array.isArray(value)) return value.every(isInOrder)
  let last = ''
  for (const key of Object.keys(value)) {
    if (key < last || !isInOrder((value as Record<string, unknown>)[key])) return false
    last = key
  }
  return true
}

/** Some object has a key that no copy keeps in its place. */
const UNORDERABLE = Symbol('unorderable')

/** A copy whose keys stand in order: `JSON.stringify` writes it faster, and with less garbage, than anything made of pieces. */
function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  if (Array.isArray(value)) {
    const items = value.map(inOrder)
    return items.includes(UNORDERABLE) ? UNORDERABLE : items
  }
  const copy: Record<string, unknown> = {}
  for (const key of keysInOrder(value)) {
    const member = inOrder((value as Record<string, unknown>)[key])
    if (isMoved(key) || member === UNORDERABLE) return UNORDERABLE
    copy[key] = member
  }
  return copy
}

/** An object puts whole numbers first, whatever their place, and takes `__proto__` for itself. */
function isMoved(key: string): boolean {
  const first = key.charCodeAt(0)
  return first === UNDERSCORE || (first >= ZERO && first <= NINE)
}

const UNDERSCORE = 95
const ZERO = 48
const NINE = 57

/** Piece by piece. */
function spelt(value: unknown): string {
  if (value === null || typeof value !== 'object' || value instanceof Date)
    return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(spelt).join(',')}]`
  const members = keysInOrder(value).flatMap(key => {
    const member = (value as Record<string, unknown>)[key]
    return member === undefined ? [] : [`${JSON.stringify(key)}:${spelt(member)}`]
  })
  return `{${members.join(',')}}`
}

/** Few keys are put in order by hand: `sort` makes half the garbage of a pull. */
function keysInOrder(object: object): string[] {
  const keys = Object.keys(object)
  if (keys.length > 16) return keys.sort()
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] as string
    let place = i
    for (; place > 0 && (keys[place - 1] as string) > key; place--) keys[place] = keys[place - 1] as string
    keys[place] = key
  }
  return keys
}

/** SHA-256 of the canonical JSON, hex. */
export function contentHash(value: unknown): string {
  return textHash(canonicalJson(value))
}

/** The same of a text that is canonical already. */
export function textHash(canonical: string): string {
  return hash('sha256', canonical)
}

/** 32 hex digits from parts: the same parts give the same id in every process and every run. */
export function idFrom(...parts: (string | number)[]): string {
  return hash('sha256', JSON.stringify(parts)).slice(0, 32)
}

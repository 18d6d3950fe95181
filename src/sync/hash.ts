/** What makes two records the same: SHA-256 of canonical JSON, whatever the order of keys in the source's answer. */
import { hash } from 'node:crypto'

/** JSON with keys in code-unit order and without `undefined`, so that equal records give equal text. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value instanceof Date) return JSON.stringify(value)
  return `{${membersOf(value as Record<string, unknown>)}}`
}

/** Names of keys repeat from record to record. */
const names = new Map<string, string>()

function quoted(key: string): string {
  let name = names.get(key)
  if (name === undefined) {
    name = JSON.stringify(key)
    if (names.size < 1_000) names.set(key, name)
  }
  return name
}

function membersOf(object: Record<string, unknown>): string {
  let members = ''
  for (const key of inOrder(Object.keys(object))) {
    const value = object[key]
    if (value !== undefined) members += `${members === '' ? '' : ','}${quoted(key)}:${canonicalJson(value)}`
  }
  return members
}

/** Few keys are put in order by hand: `sort` makes half the garbage of a pull. */
function inOrder(keys: string[]): string[] {
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

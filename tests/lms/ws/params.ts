/** Parameters as PHP reads them from a form: `options[0][name]=…`, `ids[]=…`; checked as strictly as Moodle does. */
import { invalidParameter } from './ws-error.ts'

export type Param = string | { [key: string]: Param }
export type Params = { [key: string]: Param }

/** Nested values from `a[b][]=…` pairs; later pairs win, as in PHP. */
export function parseForm(text: string): Params {
  const params: Params = Object.create(null)
  for (const [name, value] of new URLSearchParams(text)) assign(params, name, value)
  return params
}

function assign(params: Params, name: string, value: string): void {
  const head = /^[^[]+/.exec(name)?.[0] ?? name
  const path = [head, ...[...name.slice(head.length).matchAll(/\[([^\]]*)\]/g)].map(match => match[1] ?? '')]
  let at: Params = params
  for (const [depth, part] of path.entries()) {
    const key = part === '' ? String(Object.keys(at).length) : part
    if (depth === path.length - 1) at[key] = value
    else at = descend(at, key)
  }
}

function descend(at: Params, key: string): Params {
  const inner = at[key]
  if (inner !== undefined && typeof inner === 'object') return inner
  const made: Params = Object.create(null)
  at[key] = made
  return made
}

/** Refuses a call that lacks a required parameter or has one that is not declared. */
export function checkNames(
  params: Params,
  required: readonly string[],
  optional: readonly string[] = [],
): void {
  const unknown = Object.keys(params).some(key => !required.includes(key) && !optional.includes(key))
  if (unknown || required.some(key => params[key] === undefined)) throw invalidParameter()
}

/** A whole number, or a refusal. */
export function integer(value: Param | undefined, fallback?: number): number {
  if (value === undefined && fallback !== undefined) return fallback
  if (typeof value !== 'string' || !/^-?\d+$/.test(value.trim())) throw invalidParameter()
  return Number(value)
}

export function text(value: Param | undefined, fallback = ''): string {
  if (value === undefined) return fallback
  if (typeof value !== 'string') throw invalidParameter()
  return value
}

/** The strings of a list parameter, in order of their keys. */
export function strings(value: Param | undefined): string[] {
  if (value === undefined) return []
  if (typeof value === 'string') throw invalidParameter()
  return Object.values(value).map(one => text(one))
}

/** `options[i][name]=…&options[i][value]=…` as a record; names beyond `known` are refused. */
export function options(value: Param | undefined, known: readonly string[]): Record<string, string> {
  const read: Record<string, string> = {}
  if (value === undefined) return read
  if (typeof value === 'string') throw invalidParameter()
  for (const option of Object.values(value)) {
    if (typeof option === 'string') throw invalidParameter()
    const name = text(option.name)
    if (!known.includes(name)) throw invalidParameter()
    read[name] = text(option.value)
  }
  return read
}

import type { Request } from 'express'
import { RequestInvalidError } from './errors.ts'

/** Request parameters: plain strings, each name once. */
export type Params = ReadonlyMap<string, string>

/** Names that carry an operator (`iss[$ne]`, `$where`) are never LTI's. */
const isOperator = (name: string): boolean => name.includes('[') || name.startsWith('$')

function add(params: Map<string, string>, name: string, value: unknown): void {
  if (isOperator(name)) throw invalid(name, 'operator')
  if (typeof value !== 'string') throw invalid(name, 'not one string')
  if (params.has(name)) throw invalid(name, 'given twice')
  params.set(name, value)
}

const invalid = (name: string, problem: string): RequestInvalidError =>
  new RequestInvalidError({ facts: { parameter: name.slice(0, 64), problem } })

/**
 * The parameters of query and form body together, whatever parsers the application has mounted.
 *
 * @returns each name with its one string
 * @throws {RequestInvalidError} on a name given twice, an object, a list or an operator
 * @see OIDC Core §3.1.2.1: parameters must not occur more than once
 */
export function readParams(req: Pick<Request, 'originalUrl' | 'body'>): Params {
  const params = new Map<string, string>()
  const query = req.originalUrl.indexOf('?')
  if (query >= 0) {
    for (const [name, value] of new URLSearchParams(req.originalUrl.slice(query + 1)))
      add(params, name, value)
  }
  const body: unknown = req.body
  if (body !== null && typeof body === 'object') {
    for (const [name, value] of Object.entries(body)) add(params, name, value)
  }
  return params
}

/**
 * One parameter, if it is there and not empty.
 *
 * @param maxLength in characters
 * @throws {RequestInvalidError} if it is longer or has control characters
 */
export function optional(params: Params, name: string, maxLength: number): string | undefined {
  const value = params.get(name)
  if (value === undefined || value === '') return undefined
  if (value.length > maxLength) throw invalid(name, 'too long')
  if (hasControls(value)) throw invalid(name, 'control characters')
  return value
}

/** As `optional`, but it must be there. */
export function required(params: Params, name: string, maxLength: number): string {
  const value = optional(params, name, maxLength)
  if (value === undefined) throw invalid(name, 'missing')
  return value
}

function hasControls(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i)
    if (unit < 32 || unit === 127) return true
  }
  return false
}

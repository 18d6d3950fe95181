import { isTooDeep } from '../../kit/json-depth.ts'
import type { Decoded } from './decoded.ts'
import { protocolFault } from './faults.ts'

/** @throws {ConnectorError} `moodle_not_json` */
export function parseJsonAnswer(body: string): Decoded {
  const value = parseJsonValue(body)
  const errorcode = errorcodeOf(value)
  return errorcode === null ? { value } : { exception: { errorcode } }
}

/** @throws {ConnectorError} `moodle_not_json`, `moodle_too_deep` */
export function parseJsonValue(body: string): unknown {
  if (isTooDeep(body)) {
    throw protocolFault(
      'moodle_too_deep',
      'the answer nests deeper than any answer of Moodle',
      'see whether the address is that of the site, and what stands between us',
    )
  }
  try {
    return JSON.parse(quoteLongIntegers(body)) as unknown
  } catch {
    throw protocolFault(
      'moodle_not_json',
      'the answer is not JSON, or was cut short',
      'see what the site prints before or after its data; try the connection again',
    )
  }
}

/** `{"exception","errorcode","message"}`, or `{"error","errorcode"}` of the login script. */
function errorcodeOf(value: unknown): string | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
  if (!('exception' in value) && !('error' in value)) return null
  const code = 'errorcode' in value ? value.errorcode : undefined
  return typeof code === 'string' ? code : 'unknown'
}

/** Whether so many digits stand in a row: they cover one place in so many, and no other place is looked at. */
function hasDigits(text: string, count: number): boolean {
  for (let at = count - 1; at < text.length; at += count) {
    if (!isDigit(text, at)) continue
    let first = at
    let last = at
    while (isDigit(text, first - 1)) first--
    while (isDigit(text, last + 1)) last++
    if (last - first + 1 >= count) return true
  }
  return false
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

/** A whole number of 16 digits or more becomes text before a binary fraction can round it. */
function quoteLongIntegers(body: string): string {
  if (!hasDigits(body, 16)) return body
  const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
  return body.replace(tokens, token => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token))
}

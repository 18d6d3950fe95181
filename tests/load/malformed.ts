/** Requests that no platform sends, made from a number: the same number makes the same request. */
import { createHash } from 'node:crypto'

export interface MalformedRequest {
  path: string
  method: 'GET' | 'POST' | 'PUT'
  headers: Record<string, string>
  body?: string
}

const NAMES = [
  'iss',
  'client_id',
  'login_hint',
  'target_link_uri',
  'lti_message_hint',
  'lti_storage_target',
  'state',
  'id_token',
  'error',
  'value',
  'storage',
  'zachetka_tab',
  'iss[$ne]',
  '__proto__[x]',
  '$where',
]
const VALUES = [
  '',
  'a;b',
  '{}',
  '[]',
  '{"$gt":""}',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  'https://lms.example',
  'https://evil.example/',
  'javascript:alert(1)',
  'a.b.c',
  'eyJhbGciOiJub25lIn0.e30.',
  'x'.repeat(43),
  'x'.repeat(9_000),
  '\u0000\r\nSet-Cookie: a=b',
  '\ud800',
  '%E0%A4%A',
  'null',
  '-1',
  '🙂'.repeat(50),
]
const TYPES = [
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-7',
  'application/json',
  'text/plain',
  'multipart/form-data; boundary=x',
  '',
]
const PATHS = ['/lti/login', '/lti/launch', '/lti/launch', '/lti/verify']
const COOKIES = ['', 'lti_0000000000000000=x', ';;;=;', 'lti_=\u0001', 'a'.repeat(4_000)]

/** Picks by bytes of a hash. */
function chooser(seed: number): <T>(from: readonly T[]) => T {
  const bytes = createHash('sha256').update(`malformed ${seed}`).digest()
  let at = 0
  return from => from[(bytes[at++ % bytes.length] ?? 0) % from.length] as (typeof from)[number]
}

/** None of them is a login that holds: there is no registered issuer beside a target of ours. */
export function malformedRequest(seed: number): MalformedRequest {
  const pick = chooser(seed)
  const path = pick(PATHS)
  const method = pick(['GET', 'POST', 'POST', 'POST', 'PUT'] as const)
  const pairs = Array.from(
    { length: pick([0, 1, 2, 3, 4, 6, 8]) },
    () => [pick(NAMES), pick(VALUES)] as const,
  )
  const text = encodePairs(pairs, pick([true, false]))
  const cookie = clean(pick(COOKIES))
  const headers = { ...(cookie === '' ? {} : { cookie }), accept: pick(['text/html', 'application/json']) }
  if (method === 'GET')
    return { path: `${path}?${encodeURI(Buffer.from(text).toString()).slice(0, 12_000)}`, method, headers }
  const type = pick(TYPES)
  const body =
    type === 'application/json' ? pick([JSON.stringify(Object.fromEntries(pairs)), '{', '[1]', 'null']) : text
  return { path, method, headers: { ...headers, ...(type === '' ? {} : { 'content-type': type }) }, body }
}

/** @param isRaw leaves values as they are, so that broken escapes arrive broken */
const encodePairs = (pairs: readonly (readonly [string, string])[], isRaw: boolean): string =>
  isRaw
    ? pairs.map(pair => pair.join('=')).join('&')
    : new URLSearchParams(pairs.map(pair => [...pair])).toString()

/** What a client of HTTP lets through in a header. */
const clean = (text: string): string => [...text].filter(one => one >= ' ' && one <= '~').join('')

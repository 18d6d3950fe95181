/** Answers of `services.php`. */

import type { Reply } from '../reply.ts'
import { escapeJson } from '../ws/shape.ts'
import type { Call } from './platform.ts'

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
}

/** A refusal, with the request repeated as Moodle does. */
export function serviceError(call: Call, status: number): Reply {
  const request = {
    method: call.method,
    url: call.path,
    accept: call.header('accept') ?? '',
    contentType: call.header('content-type') ?? '',
  }
  const body = { status, reason: REASONS[status] ?? 'Error', request }
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body, null, 4),
  }
}

export const serviceReply = (value: unknown, type: string, status = 200, headers = {}): Reply => ({
  status,
  headers: { 'content-type': `application/vnd.ims.${type}+json; charset=utf-8`, ...headers },
  body: value === undefined ? '' : escapeJson(JSON.stringify(value)),
})

/** One page of `rows` by `limit` and `from`, and the header that leads to the next; the query string is kept. */
export function paged<T>(
  rows: readonly T[],
  url: string,
  query: URLSearchParams,
): { rows: T[]; headers: Record<string, string> } {
  const limit = Number(query.get('limit') ?? 0)
  const from = Number(query.get('from') ?? 0)
  if (!(limit > 0)) return { rows: rows.slice(from), headers: {} }
  const next = new URLSearchParams(query)
  next.set('from', String(from + limit))
  const more = from + limit < rows.length
  return {
    rows: rows.slice(from, from + limit),
    headers: more ? { link: `<${url}?${next}>; rel="next"` } : {},
  }
}

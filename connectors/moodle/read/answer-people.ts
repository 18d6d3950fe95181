/** Whom an answer tells of, so that an erasure finds the answers that name a person. */
import type { FormValue } from '../../kit/http/form.ts'
import { userInLink } from './report-row.ts'

interface Answered {
  params: { readonly [key: string]: FormValue }
  value?: unknown
}

/** @returns accounts: asked for, on a roster, in a row of a report, or in a call of a bundle */
export function peopleOf({ params, value }: Answered): string[] {
  const asked = [params.userid, ...requestsOf(params).map(userOfRequest)]
  return [...asked.flatMap(idOf), ...idsOfRows(value), ...idsOfReport(value)]
}

const idOf = (id: unknown): string[] => (typeof id === 'string' || typeof id === 'number' ? [String(id)] : [])

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

const memberOf = (value: unknown, key: string): unknown =>
  value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined

const requestsOf = (params: Answered['params']): unknown[] => listOf(params.requests)

/** Arguments of a bundled call are JSON of our own making. */
function userOfRequest(request: unknown): unknown {
  const text = memberOf(request, 'arguments')
  return typeof text === 'string' ? memberOf(JSON.parse(text), 'userid') : undefined
}

/** Rows with roles are people; the others are courses. */
const idsOfRows = (value: unknown): string[] =>
  listOf(value).flatMap(row => (memberOf(row, 'roles') ? idOf(memberOf(row, 'id')) : []))

function idsOfReport(value: unknown): Set<string> {
  const ids = new Set<string>()
  for (const row of listOf(memberOf(memberOf(value, 'data'), 'rows'))) {
    for (const cell of listOf(memberOf(row, 'columns'))) {
      const id = typeof cell === 'string' ? userInLink(cell) : undefined
      if (id !== undefined) ids.add(id)
    }
  }
  return ids
}

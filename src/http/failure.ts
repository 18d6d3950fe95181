import type { View } from './view.ts'

export interface Failure {
  code: string
  status: number
  facts: Readonly<Record<string, string | number>>
  issues: readonly { path: string; message: string }[]
}

const PARSER_CODES: Record<number, string> = {
  413: 'payload_too_large',
  414: 'payload_too_large',
  400: 'bad_request',
}

/** `code`, `status` and `facts` of an expected failure; anything else is `internal`, whatever it says of itself. */
export function describeFailure(error: unknown): Failure {
  const { code, status, facts, issues, expose } = (error ?? {}) as Record<string, unknown>
  if (
    typeof code === 'string' &&
    typeof status === 'number' &&
    isPlainFacts(facts) &&
    status >= 400 &&
    status < 600
  ) {
    return { code, status, facts, issues: isIssues(issues) ? issues : [] }
  }
  if (error instanceof URIError) return { code: 'bad_request', status: 400, facts: {}, issues: [] }
  if (expose === true && typeof status === 'number' && status >= 400 && status < 500) {
    return { code: PARSER_CODES[status] ?? 'bad_request', status, facts: {}, issues: [] }
  }
  return { code: 'internal', status: 500, facts: {}, issues: [] }
}

const isPlainFacts = (facts: unknown): facts is Failure['facts'] =>
  typeof facts === 'object' &&
  facts !== null &&
  Object.values(facts).every(v => ['string', 'number'].includes(typeof v))

const isIssues = (issues: unknown): issues is Failure['issues'] =>
  Array.isArray(issues) && issues.every(i => typeof i?.path === 'string' && typeof i?.message === 'string')

/** Title, cause and remedy in words; unknown codes are told by their status. */
export function failureWords(
  { code, status, facts }: Failure,
  { t, say, actor }: Pick<View, 't' | 'say' | 'actor'>,
): [string, string, string] {
  if (code === 'forbidden' && actor && typeof facts.roles === 'string') {
    const name = (roles: readonly string[]) => roles.map(role => say.role(role)).join(', ')
    const [title, , remedy] = t.errors.forbidden
    return [title, t.errors.takesRole(name(facts.roles.split(', ')), name(actor.roles)), remedy]
  }
  const known = (t.errors as unknown as Record<string, unknown>)[code]
  if (Array.isArray(known)) return known as [string, string, string]
  return status === 404
    ? t.errors.not_found
    : status === 403
      ? t.errors.forbidden
      : status === 409
        ? t.errors.conflict
        : status >= 500
          ? t.errors.internal
          : t.errors.refused
}

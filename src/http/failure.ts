import { AppError } from '#domain/errors'
import type { Meanwhile } from '#domain/meanwhile'
import { metText } from './ui/conflict.tsx'
import type { View } from './view.ts'
import type { ErrorText } from './words/ru/errors.ts'

export interface Failure {
  code: string
  status: number
  facts: Readonly<Record<string, string | number>>
  issues: readonly { path: string; message: string }[]
  /** Of a conflict: who was faster. */
  meanwhile?: Meanwhile
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
    return {
      ...{ code, status, facts, issues: isIssues(issues) ? issues : [] },
      ...(error instanceof AppError && error.meanwhile && { meanwhile: error.meanwhile }),
    }
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

/** Title, cause and remedy in words; who may, and who was faster, are named where the failure knows it. */
export function failureWords(failure: Failure, view: View): ErrorText {
  const [title, cause, remedy] = wordsOf(failure, view)
  const { meanwhile } = failure
  return [title, meanwhile ? metText(view, meanwhile) : (roleText(failure, view) ?? cause), remedy]
}

/** «Это может делать {роль}. Вы вошли как {роль}.» */
function roleText({ status, facts }: Failure, { t, say, actor }: View): string | undefined {
  if (status !== 403 || !actor || typeof facts.roles !== 'string') return undefined
  const named = (roles: readonly string[]) => roles.map(role => say.role(role)).join(', ')
  return t.errors.takesRole(named(facts.roles.split(', ')), named(actor.roles))
}

/** Unknown codes are told by their status. */
function wordsOf({ code, status }: Failure, { t: { errors } }: View): ErrorText {
  const known = (errors as unknown as Record<string, unknown>)[code]
  if (Array.isArray(known)) return known as ErrorText
  if (status >= 500) return errors.internal
  return { 403: errors.forbidden, 404: errors.not_found, 409: errors.conflict }[status] ?? errors.refused
}

import type { Meanwhile } from '#domain/changes/meanwhile'
import { AppError } from '#domain/errors'
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
  return [title, meanwhile ? metText(view, meanwhile) : rightText(failure, view, cause), remedy]
}

/** «Это может делать {роль}. Вы вошли как {роль}.»; where it is not a matter of a role, the cause and who one is. */
function rightText(
  { status, code, facts }: Failure,
  { t: { errors }, say, actor }: View,
  cause: string,
): string {
  if (status !== 403 || !actor || code === 'csrf') return cause
  const who: Readonly<Record<string, string>> = errors.who
  const named = (roles: readonly string[]) => roles.map(role => who[role] ?? say.role(role)).join(', ')
  const own = named(actor.roles)
  if (typeof facts.roles !== 'string') return `${cause} ${errors.youAre(own)}`
  return errors.takesRole(named(facts.roles.split(', ')), own)
}

/** Unknown codes are told by their status. */
function wordsOf({ code, status }: Failure, { t: { errors } }: View): ErrorText {
  const known = (errors as unknown as Record<string, unknown>)[code]
  if (Array.isArray(known)) return known as ErrorText
  if (status >= 500) return errors.internal
  return { 403: errors.forbidden, 404: errors.not_found, 409: errors.conflict }[status] ?? errors.refused
}

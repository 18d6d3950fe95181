import { LtiError } from '../../errors/lti-error.ts'
import { type Check, known } from '../draft.ts'

/** The launch names no person; a credit book belongs to somebody. */
export class SubMissingError extends LtiError {
  readonly code = 'lti_sub_missing'
  readonly status = 400
}

/** The person's id is no string or longer than 255 characters. */
export class SubInvalidError extends LtiError {
  readonly code = 'lti_sub_invalid'
  readonly status = 400
}

/** Somebody is launching. Name and e-mail may be withheld. @see LTI 1.3 §5.3.6; OIDC Core §2 (`sub`) */
export const checkUser: Check = draft => {
  const { sub } = known(draft.claims)
  if (sub === undefined || sub === '') throw new SubMissingError()
  if (typeof sub !== 'string' || sub.length > 255) throw new SubInvalidError()
}

import { LtiError } from '../../errors/lti-error.ts'
import { CLAIM } from '../claims.ts'
import { type Check, known } from '../draft.ts'

/** The token says no LTI version: it is no launch. */
export class VersionMissingError extends LtiError {
  readonly code = 'lti_version_missing'
  readonly status = 400
}

/** The token is of another LTI version. */
export class VersionWrongError extends LtiError {
  readonly code = 'lti_version_wrong'
  readonly status = 400
}

/** @see LTI 1.3 §5.3.2: the value must be `1.3.0` */
export const checkVersion: Check = draft => {
  const version = known(draft.claims)[CLAIM.version]
  if (version === undefined || version === '') throw new VersionMissingError()
  if (version !== '1.3.0') throw new VersionWrongError({ facts: { expected: '1.3.0' } })
}

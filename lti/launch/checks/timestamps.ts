import { LtiError } from '../../errors/lti-error.ts'
import { type Check, known } from '../draft.ts'

/** `exp` is missing or no number. */
export class ExpMissingError extends LtiError {
  readonly code = 'lti_exp_missing'
  readonly status = 401
}

/** `iat` is missing or no number. */
export class IatMissingError extends LtiError {
  readonly code = 'lti_iat_missing'
  readonly status = 401
}

/** The token has expired; `facts.seconds` says how long ago. */
export class TokenExpiredError extends LtiError {
  readonly code = 'lti_token_expired'
  readonly status = 401
}

/** The token was made later than now: one of the two clocks is wrong; `facts.seconds` says by how much. */
export class TokenFromFutureError extends LtiError {
  readonly code = 'lti_token_from_future'
  readonly status = 401
}

/** The token claims to live longer than any launch needs. */
export class TokenLifetimeError extends LtiError {
  readonly code = 'lti_token_lifetime'
  readonly status = 401
}

/** Seconds that two clocks may differ. */
export const SKEW_SECONDS = 60
/** Moodle gives a token a minute, Canvas an hour; a day is the limit. */
const MAX_LIFETIME_SECONDS = 24 * 3600

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

/** Made before now, not expired, not for ever. @see OIDC Core §3.1.3.7 (9), (10); Security Framework 1.0 §5.1.3 */
export const checkTimestamps: Check = (draft, { now }) => {
  const { exp, iat, nbf } = known(draft.claims)
  if (!isTime(exp)) throw new ExpMissingError()
  if (!isTime(iat)) throw new IatMissingError()
  const seconds = now().getTime() / 1000
  const starts = isTime(nbf) ? Math.max(iat, nbf) : iat
  if (seconds >= exp + SKEW_SECONDS)
    throw new TokenExpiredError({ facts: { seconds: Math.round(seconds - exp) } })
  if (starts > seconds + SKEW_SECONDS) {
    throw new TokenFromFutureError({ facts: { seconds: Math.round(starts - seconds) } })
  }
  if (exp - iat > MAX_LIFETIME_SECONDS)
    throw new TokenLifetimeError({ facts: { seconds: Math.round(exp - iat) } })
}

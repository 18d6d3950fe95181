import { LtiError } from '../../errors/lti-error.ts'
import { sha256 } from '../../hash.ts'
import type { LaunchAttempt } from '../../ports.ts'
import type { Check, LaunchDeps } from '../draft.ts'

/** The answer carries no state. */
export class StateMissingError extends LtiError {
  readonly code = 'lti_state_missing'
  readonly status = 400
}

/** We never began this login, or it was forgotten long ago. */
export class StateUnknownError extends LtiError {
  readonly code = 'lti_state_unknown'
  readonly status = 401
}

/** Between login and launch went more time than an attempt lives. */
export class StateExpiredError extends LtiError {
  readonly code = 'lti_state_expired'
  readonly status = 401
}

/** The same launch was sent again: the back button, a reload, or a replay. */
export class StateUsedError extends LtiError {
  readonly code = 'lti_state_used'
  readonly status = 401
}

/** What we issue: 32 bytes in base64url. Anything else is refused before the store is asked. */
const STATE = /^[\w-]{43}$/

export const isState = (state: string | undefined): state is string =>
  state !== undefined && STATE.test(state)

/** The state is one of ours, in time and not used. @see OAuth 2.0 §10.12; Security Framework 1.0 §5.1.1.5 */
export const checkState: Check = async (draft, deps) => {
  draft.attempt = await findAttempt(draft.request.state, deps)
}

/**
 * The attempt of a state.
 *
 * @throws {StateMissingError | StateUnknownError | StateUsedError | StateExpiredError}
 */
export async function findAttempt(
  state: string | undefined,
  { attempts, now }: Pick<LaunchDeps, 'attempts' | 'now'>,
): Promise<LaunchAttempt> {
  if (state === undefined) throw new StateMissingError()
  if (!isState(state)) throw new StateUnknownError()
  const attempt = await attempts.find(sha256(state))
  if (attempt === null) throw new StateUnknownError()
  if (attempt.usedAt !== undefined) throw new StateUsedError()
  if (attempt.expiresAt.getTime() <= now().getTime()) throw new StateExpiredError()
  return attempt
}

import { LtiError } from '../errors/lti-error.ts'
import { sha256 } from '../hash.ts'
import { CookieMissingError } from './checks/browser.ts'
import { StateUsedError } from './checks/state.ts'
import { AUTHENTICATION, BINDING, MESSAGE_CHECKS, OPENING } from './checks.ts'
import { known, type LaunchDeps, type LaunchDraft, type LaunchRequest } from './draft.ts'
import { buildVerifiedLaunch, localeOf, type VerifiedLaunch } from './verified-launch.ts'
import { verifyAtOnce } from './verify-at-once.ts'

/**
 * Verifies a launch. A sound one costs one atomic update; any other is gone through in the order of the
 * specification, so that the first fault is the one that is named. Nothing is written before the last check, but the
 * note of an unknown deployment, and the launch itself where the platform's storage has to prove the browser.
 *
 * @throws {LtiError} the class of the first check that fails
 */
export async function verifyLaunch(request: LaunchRequest, deps: LaunchDeps): Promise<VerifiedLaunch> {
  return (await verifyAtOnce(request, deps)) ?? verifyInOrder(request, deps)
}

async function verifyInOrder(request: LaunchRequest, deps: LaunchDeps): Promise<VerifiedLaunch> {
  const draft: LaunchDraft = { request }
  let isAuthentic = false
  try {
    for (const check of [...OPENING, ...AUTHENTICATION]) await check(draft, deps)
    isAuthentic = true
    for (const check of [...MESSAGE_CHECKS, ...BINDING]) await check(draft, deps)
  } catch (error) {
    if (error instanceof CookieMissingError && error.storage) await holdLaunch(draft, deps)
    if (error instanceof LtiError) noteOrigin(error, draft, isAuthentic)
    throw error
  }
  return buildVerifiedLaunch(draft, known(draft.attempt).restarted ? 'tab' : 'cookie')
}

/** The language is the token's word, so it counts only once the token is proven. */
function noteOrigin(error: LtiError, { registration, claims }: LaunchDraft, isAuthentic: boolean): void {
  if (registration !== undefined) error.registrationId = registration.id
  const locale = isAuthentic ? localeOf(claims ?? {}) : undefined
  if (locale !== undefined) error.locale = locale
}

/** The token does not go back to the browser: what it proved waits beside the attempt. */
async function holdLaunch(draft: LaunchDraft, { attempts, now }: LaunchDeps): Promise<void> {
  const held = JSON.stringify(buildVerifiedLaunch(draft, 'storage'))
  if (!(await attempts.hold(sha256(known(draft.request.state)), held, now()))) throw new StateUsedError()
}

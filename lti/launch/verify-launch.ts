import { LtiError } from '../errors/lti-error.ts'
import { checkAudience } from './check-audience.ts'
import { checkBrowser } from './check-browser.ts'
import { checkContent } from './check-content.ts'
import { checkDeployment } from './check-deployment.ts'
import { checkMessage, checkServed } from './check-message.ts'
import { checkNonce } from './check-nonce.ts'
import { checkRegistration } from './check-registration.ts'
import { checkRoles } from './check-roles.ts'
import { checkSignature } from './check-signature.ts'
import { checkState } from './check-state.ts'
import { checkTarget } from './check-target.ts'
import { checkTimestamps } from './check-timestamps.ts'
import { checkTokenForm } from './check-token-form.ts'
import { checkUser } from './check-user.ts'
import { checkVersion } from './check-version.ts'
import { consumeAttempt } from './consume-attempt.ts'
import type { Check, LaunchDeps, LaunchDraft, LaunchRequest } from './draft.ts'
import { buildVerifiedLaunch, localeOf, type VerifiedLaunch } from './verified-launch.ts'

/** Whose token is it. Security Framework 1.0 §5.1.3; OIDC Core §3.1.3.7. */
const AUTHENTICATION: readonly Check[] = [
  checkState,
  checkTokenForm,
  checkRegistration,
  checkSignature,
  checkAudience,
  checkTimestamps,
  checkNonce,
]

/** Does it make a launch. LTI 1.3 §5.3, §5.4. */
const MESSAGE: readonly Check[] = [
  checkVersion,
  checkMessage,
  checkTarget,
  checkContent,
  checkUser,
  checkRoles,
  checkDeployment,
  checkServed,
]

/** Is it this browser's, and the first time. */
const BINDING: readonly Check[] = [checkBrowser, consumeAttempt]

/**
 * Verifies a launch. Nothing is written before the last check, but the note of an unknown deployment.
 *
 * @throws {LtiError} the class of the first check that fails
 */
export async function verifyLaunch(request: LaunchRequest, deps: LaunchDeps): Promise<VerifiedLaunch> {
  const draft: LaunchDraft = { request }
  for (const check of AUTHENTICATION) await check(draft, deps)
  try {
    for (const check of [...MESSAGE, ...BINDING]) await check(draft, deps)
  } catch (error) {
    const locale = localeOf(draft.claims ?? {})
    if (error instanceof LtiError && locale !== undefined) error.locale = locale
    throw error
  }
  return buildVerifiedLaunch(draft)
}

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
import type { Check } from './draft.ts'

/** Did we begin it, and is there a token. */
export const OPENING: readonly Check[] = [checkState, checkTokenForm]

/** Whose token is it. Security Framework 1.0 §5.1.3; OIDC Core §3.1.3.7. */
export const AUTHENTICATION: readonly Check[] = [
  checkRegistration,
  checkSignature,
  checkAudience,
  checkTimestamps,
  checkNonce,
]

/** Does it make a launch. LTI 1.3 §5.3, §5.4. */
export const MESSAGE_CHECKS: readonly Check[] = [
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
export const BINDING: readonly Check[] = [checkBrowser, consumeAttempt]

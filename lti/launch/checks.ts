import { checkAudience } from './checks/audience.ts'
import { checkBrowser } from './checks/browser.ts'
import { consumeAttempt } from './checks/consume-attempt.ts'
import { checkContent } from './checks/content.ts'
import { checkDeployment } from './checks/deployment.ts'
import { checkMessage, checkServed } from './checks/message.ts'
import { checkNonce } from './checks/nonce.ts'
import { checkRegistration } from './checks/registration.ts'
import { checkRoles } from './checks/roles.ts'
import { checkSignature } from './checks/signature.ts'
import { checkState } from './checks/state.ts'
import { checkTarget } from './checks/target.ts'
import { checkTimestamps } from './checks/timestamps.ts'
import { checkTokenForm } from './checks/token-form.ts'
import { checkUser } from './checks/user.ts'
import { checkVersion } from './checks/version.ts'
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

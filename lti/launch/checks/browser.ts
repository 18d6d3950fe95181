import { LtiError } from '../../errors/lti-error.ts'
import { matchesHash, sha256 } from '../../hash.ts'
import { cookieName, readCookie } from '../../login/browser-cookie.ts'
import { RESTARTED } from '../../login/login-params.ts'
import { originsOf } from '../../origin.ts'
import type { LaunchAttempt } from '../../ports.ts'
import { CLAIM, memberOf } from '../claims.ts'
import { type Check, known } from '../draft.ts'
import { MESSAGE } from './message.ts'

/** The browser kept no cookie of ours: in a frame it may refuse them. The login can begin again in a tab. */
export class CookieMissingError extends LtiError {
  readonly code = 'lti_cookie_missing'
  readonly status = 401
  /** Address that begins the same login again. */
  restartUrl = ''
  /** Origins in whose frame the page with the button may stand. */
  frameOrigins: string[] = []
  /** A selection for a course must stay in the frame: there the browser is asked for its cookies, no tab is opened. */
  staysInFrame = false
  /** The platform may keep the browser's secret: ask it before giving up. */
  storage?: StorageQuestion
}

/** Where a page of ours asks for what it put there when the login began. */
export interface StorageQuestion {
  state: string
  /** Frame of the platform; `?`: find out by its capabilities. */
  target: string
  /** Origin of the authorization endpoint: nobody else gets or gives the secret. */
  origin: string
}

/** The login began in another browser. */
export class BrowserMismatchError extends LtiError {
  readonly code = 'lti_browser_mismatch'
  readonly status = 401
}

/** The browser that ends the launch is the one that began it. @see Security Framework 1.0 §7.3.1 (login CSRF) */
export const checkBrowser: Check = (draft, { publicUrl }) => {
  const attempt = known(draft.attempt)
  const name = cookieName(sha256(known(draft.request.state)), publicUrl)
  const secret = readCookie(draft.request.cookies, name)
  if (secret !== undefined && matchesHash(secret, attempt.browserHash)) return
  if (secret !== undefined) throw new BrowserMismatchError()
  const { authUrl } = known(draft.registration)
  const returnUrl = memberOf(known(draft.claims)[CLAIM.launchPresentation], 'return_url')
  const missing = cookieMissing(attempt, publicUrl, originsOf(attempt.issuer, authUrl, returnUrl))
  missing.staysInFrame = known(draft.claims)[CLAIM.messageType] === MESSAGE.deepLinking
  if (attempt.storageTarget !== undefined) {
    const origin = new URL(authUrl).origin
    missing.storage = { state: known(draft.request.state), target: attempt.storageTarget, origin }
  }
  throw missing
}

/** The failure with the way to begin the same login again. */
export function cookieMissing(
  attempt: LaunchAttempt,
  publicUrl: string,
  frameOrigins: string[],
): CookieMissingError {
  const missing = new CookieMissingError()
  missing.restartUrl = buildRestartUrl(attempt, publicUrl)
  missing.frameOrigins = frameOrigins
  return missing
}

/** The login initiation as the platform sent it: hints only, no state and no token. */
function buildRestartUrl(attempt: LaunchAttempt, publicUrl: string): string {
  const url = new URL(`${publicUrl}/lti/login`)
  url.searchParams.set('iss', attempt.issuer)
  url.searchParams.set('client_id', attempt.clientId)
  url.searchParams.set('target_link_uri', attempt.targetLinkUri)
  url.searchParams.set('login_hint', attempt.loginHint ?? '')
  if (attempt.messageHint !== undefined) url.searchParams.set('lti_message_hint', attempt.messageHint)
  url.searchParams.set(RESTARTED, '1')
  return url.href
}

import { LtiError } from '../errors/lti-error.ts'
import { matchesHash, sha256 } from '../hash.ts'
import { cookieName, readCookie } from '../login/browser-cookie.ts'
import { originsOf } from '../origin.ts'
import type { LaunchAttempt } from '../ports.ts'
import { CLAIM, memberOf } from './claims.ts'
import { type Check, known } from './draft.ts'

/** The browser kept no cookie of ours: in a frame it may refuse them. The login can begin again in a tab. */
export class CookieMissingError extends LtiError {
  readonly code = 'lti_cookie_missing'
  readonly status = 401
  /** Address that begins the same login again. */
  restartUrl = ''
  /** Origins in whose frame the page with the button may stand. */
  frameOrigins: string[] = []
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
  const missing = new CookieMissingError()
  missing.restartUrl = buildRestartUrl(attempt, publicUrl)
  const returnUrl = memberOf(known(draft.claims)[CLAIM.launchPresentation], 'return_url')
  missing.frameOrigins = originsOf(attempt.issuer, known(draft.registration).authUrl, returnUrl)
  throw missing
}

/** The login initiation as the platform sent it: hints only, no state and no token. */
function buildRestartUrl(attempt: LaunchAttempt, publicUrl: string): string {
  const url = new URL(`${publicUrl}/lti/login`)
  url.searchParams.set('iss', attempt.issuer)
  url.searchParams.set('client_id', attempt.clientId)
  url.searchParams.set('target_link_uri', attempt.targetLinkUri)
  url.searchParams.set('login_hint', attempt.loginHint ?? '')
  if (attempt.messageHint !== undefined) url.searchParams.set('lti_message_hint', attempt.messageHint)
  return url.href
}

import type { Request, RequestHandler } from 'express'
import { LtiError } from '../errors/lti-error.ts'
import { matchesHash, sha256 } from '../hash.ts'
import { BrowserMismatchError, cookieMissing } from '../launch/checks/browser.ts'
import { MESSAGE } from '../launch/checks/message.ts'
import { findAttempt, StateUnknownError, StateUsedError } from '../launch/checks/state.ts'
import type { VerifiedLaunch } from '../launch/verified-launch.ts'
import { findRegistration } from '../login/find-registration.ts'
import { originsOf } from '../origin.ts'
import { optional, readParams, required } from '../params/read-params.ts'
import type { LaunchAttempt } from '../ports.ts'
import type { LtiRouterDeps } from '../router-deps.ts'
import { finishLaunch } from './finish-launch.ts'

/** Posted by a page that is not ours: a stranger's own launch must not end in somebody else's browser. */
export class RequestForeignError extends LtiError {
  readonly code = 'lti_request_foreign'
  readonly status = 403
}

/**
 * Ends a launch by what the platform's storage kept. The page that posts here is ours, shown in answer to a launch that
 * passed every other check; its claims waited beside the attempt, which is used up once.
 */
export function verifyRoute(deps: LtiRouterDeps): RequestHandler {
  return async (req, res) => {
    refuseForeign(req, deps.publicUrl)
    const params = readParams(req)
    const state = required(params, 'state', 255)
    const attempt = await findAttempt(state, deps)
    if (attempt.held === undefined) throw new StateUnknownError()
    const held = JSON.parse(attempt.held) as VerifiedLaunch
    await proveBrowser(optional(params, 'value', 255), attempt, held, deps)
    if ((await deps.attempts.consume(sha256(state), deps.now())) === null) throw new StateUsedError()
    const launch = { ...held, rung: params.get('tab') === '1' ? ('storage-tab' as const) : held.rung }
    await finishLaunch({ launch, state, req, res }, deps)
  }
}

/** Browsers write both headers themselves; a page cannot change them. */
function refuseForeign(req: Request, publicUrl: string): void {
  const origin = req.get('origin')
  const isOurs =
    origin === undefined ? req.get('sec-fetch-site') === 'same-origin' : origin === new URL(publicUrl).origin
  if (!isOurs) throw new RequestForeignError({ log: { origin: (origin ?? 'none').slice(0, 255) } })
}

/** @throws {CookieMissingError} if the storage had nothing; {BrowserMismatchError} if it had another secret */
async function proveBrowser(
  value: string | undefined,
  attempt: LaunchAttempt,
  held: VerifiedLaunch,
  deps: LtiRouterDeps,
): Promise<void> {
  const registration = await findRegistration(deps.platforms, attempt)
  if (value !== undefined && matchesHash(value, attempt.browserHash)) return
  if (value !== undefined) throw new BrowserMismatchError()
  const origins = originsOf(attempt.issuer, registration.authUrl, held.returnUrl)
  const missing = cookieMissing(attempt, deps.publicUrl, origins)
  missing.staysInFrame = held.messageType === MESSAGE.deepLinking
  if (held.locale !== undefined) missing.locale = held.locale
  throw missing
}

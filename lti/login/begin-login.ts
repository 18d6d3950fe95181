import { sha256 } from '../hash.ts'
import { definedOnly } from '../launch/names.ts'
import { httpOrigin } from '../origin.ts'
import type { AttemptPort, Clock, PlatformPort, PlatformRegistration, RandomBytes } from '../ports.ts'
import { ATTEMPT_MINUTES, cookieName, setBrowserCookie } from './browser-cookie.ts'
import { TargetForeignError } from './errors.ts'
import { findRegistration } from './find-registration.ts'
import type { LoginRequest } from './login-params.ts'

export interface LoginDeps {
  platforms: PlatformPort
  attempts: AttemptPort
  /** Our address as browsers see it, without a slash at the end. */
  publicUrl: string
  now: Clock
  randomBytes: RandomBytes
}

/** Where the browser goes next, and the cookie that binds the launch to it. */
export interface StartedLogin {
  registration: PlatformRegistration
  location: string
  setCookie: string
  /** The same secret for the platform's storage, if it has one. */
  storage?: { key: string; value: string; target: string; origin: string }
}

/** Under which the platform's storage keeps a browser's secret: launches side by side do not meet. */
export const storageKey = (state: string): string => `state_${state}`

/**
 * Begins a launch: three secrets are made, their hashes are stored, the browser is sent to the platform.
 *
 * @throws {PlatformUnknownError | PlatformAmbiguousError | PlatformInactiveError | TargetForeignError}
 * @see Security Framework 1.0 §5.1.1.2
 */
export async function beginLogin(login: LoginRequest, deps: LoginDeps): Promise<StartedLogin> {
  if (httpOrigin(login.targetLinkUri) !== new URL(deps.publicUrl).origin) {
    throw new TargetForeignError({ facts: { expected: deps.publicUrl } })
  }
  const registration = await findRegistration(deps.platforms, login)
  const secret = (): string => deps.randomBytes(32).toString('base64url')
  const secrets = { state: secret(), nonce: secret(), browser: secret() }
  await deps.attempts.create(buildAttempt(login, registration, secrets, deps.now()))
  const { storageTarget: target } = login
  const origin = new URL(registration.authUrl).origin
  const storage = { key: storageKey(secrets.state), value: secrets.browser, origin }
  return {
    registration,
    ...(target === undefined ? {} : { storage: { ...storage, target } }),
    location: buildAuthUrl(login, registration, secrets, deps.publicUrl),
    setCookie: setBrowserCookie(cookieName(sha256(secrets.state), deps.publicUrl), secrets.browser),
  }
}

interface Secrets {
  state: string
  nonce: string
  browser: string
}

function buildAttempt(login: LoginRequest, registration: PlatformRegistration, secrets: Secrets, now: Date) {
  return {
    stateHash: sha256(secrets.state),
    nonceHash: sha256(secrets.nonce),
    browserHash: sha256(secrets.browser),
    issuer: registration.issuer,
    clientId: registration.clientId,
    targetLinkUri: login.targetLinkUri,
    loginHint: login.loginHint,
    ...definedOnly({
      messageHint: login.messageHint,
      storageTarget: login.storageTarget,
      restarted: login.restarted,
    }),
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + ATTEMPT_MINUTES * 60_000),
  }
}

/** Authentication request. @see Security Framework 1.0 §5.1.1.2: the parameters and their fixed values */
function buildAuthUrl(
  login: LoginRequest,
  registration: PlatformRegistration,
  secrets: Secrets,
  publicUrl: string,
): string {
  const url = new URL(registration.authUrl)
  const params: Record<string, string> = {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: registration.clientId,
    redirect_uri: `${publicUrl}/lti/launch`,
    login_hint: login.loginHint,
    state: secrets.state,
    nonce: secrets.nonce,
  }
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
  if (login.messageHint !== undefined) url.searchParams.set('lti_message_hint', login.messageHint)
  return url.href
}

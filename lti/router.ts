import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from 'express'
import { LtiError } from './errors/lti-error.ts'
import { sha256 } from './hash.ts'
import { MESSAGE } from './launch/check-message.ts'
import { refuseErrorAnswer } from './launch/platform-refusal.ts'
import type { VerifiedLaunch } from './launch/verified-launch.ts'
import { verifyLaunch } from './launch/verify-launch.ts'
import { beginLogin } from './login/begin-login.ts'
import { clearBrowserCookie, cookieName } from './login/browser-cookie.ts'
import { parseLogin } from './login/login-params.ts'
import { answerError } from './pages/answer-error.ts'
import { RequestInvalidError, RequestTooLargeError } from './params/errors.ts'
import { readParams } from './params/read-params.ts'
import type {
  AttemptPort,
  Clock,
  LtiLog,
  PlatformKeys,
  PlatformPort,
  PublicJwk,
  RandomBytes,
} from './ports.ts'

export interface LtiRouterDeps {
  platforms: PlatformPort
  attempts: AttemptPort
  /** Keys of platforms: `createKeyCache`. */
  keys: PlatformKeys
  /** Our public keys, for `/lti/jwks`. */
  library: { keySet(): Promise<{ keys: PublicJwk[] }> }
  /** Our address as browsers see it, without a slash at the end. */
  publicUrl: string
  now: Clock
  randomBytes: RandomBytes
  /** Makes the session: where to go, and the cookies that carry it. */
  onLaunch(launch: VerifiedLaunch, req: Request): Promise<{ redirectTo: string; setCookies: string[] }>
  log: LtiLog
}

/** Larger than any id_token that is let through, so that its own check can name the fault. */
const MAX_BODY = '256kb'

/**
 * `/login`, `/launch` and `/jwks`, to be mounted at `/lti`. Every failure of LTI is answered here, others go to the
 * application. Parses its own bodies.
 */
export function createLtiRouter(deps: LtiRouterDeps): Router {
  const router = Router()
  const form = express.urlencoded({ extended: false, limit: MAX_BODY, parameterLimit: 100 })
  for (const method of ['get', 'post'] as const) {
    router[method]('/login', form, login(deps))
    router[method]('/launch', form, launch(deps))
  }
  router.get('/jwks', keySet(deps))
  router.use(answerFailures(deps))
  return router
}

/**
 * Answers with a redirect, not a page: both work in a cross-site frame (measured in Chromium with third-party
 * cookies blocked), and a redirect needs no script, shows nothing in between and costs no drawing of a page.
 */
function login(deps: LtiRouterDeps): RequestHandler {
  return async (req, res) => {
    const started = await beginLogin(parseLogin(readParams(req)), deps)
    res.append('Set-Cookie', started.setCookie)
    res.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
    deps.log.info({ registration: started.registration.id }, 'login begun')
    res.redirect(302, started.location)
  }
}

function launch(deps: LtiRouterDeps): RequestHandler {
  const messages = new Set<string>([MESSAGE.resourceLink])
  return async (req, res) => {
    const params = readParams(req)
    refuseErrorAnswer(params)
    const state = params.get('state')
    const request = { state, idToken: params.get('id_token'), cookies: req.headers.cookie }
    const verified = await verifyLaunch(request, { ...deps, messages })
    const { redirectTo, setCookies } = await deps.onLaunch(verified, req)
    const { registrationId, deploymentId, messageType, roles } = verified
    deps.log.info({ registration: registrationId, deployment: deploymentId, messageType, roles }, 'launched')
    sendLaunched(res, redirectTo, [
      ...setCookies,
      clearBrowserCookie(cookieName(sha256(state ?? ''), deps.publicUrl)),
    ])
  }
}

function sendLaunched(res: Response, redirectTo: string, cookies: string[]): void {
  for (const cookie of cookies) res.append('Set-Cookie', cookie)
  res.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
  res.redirect(303, redirectTo)
}

/** Public keys for platforms; five minutes in caches, so that a platform that was just added finds its key soon. */
function keySet({ library }: LtiRouterDeps): RequestHandler {
  return async (_req, res) => {
    res.set('Cache-Control', 'public, max-age=300').json(await library.keySet())
  }
}

function answerFailures(deps: LtiRouterDeps): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const known = asLtiError(error)
    if (known === undefined || res.headersSent) return next(error)
    answerError(known, req, res, deps)
  }
}

/** Faults of body parsing are the client's; the rest is not ours to name. */
function asLtiError(error: unknown): LtiError | undefined {
  if (error instanceof LtiError) return error
  const { type, status } = (error ?? {}) as { type?: unknown; status?: unknown }
  if (type === 'entity.too.large') return new RequestTooLargeError({ hidden: error })
  const fromParser = typeof type === 'string' && typeof status === 'number' && status >= 400 && status < 500
  if (!fromParser) return undefined
  return new RequestInvalidError({ facts: { parameter: 'body', problem: type }, hidden: error })
}

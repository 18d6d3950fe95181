import express, { type ErrorRequestHandler, type RequestHandler, Router } from 'express'
import { LtiError } from './errors/lti-error.ts'
import { answerError } from './pages/answer-error.ts'
import { RequestInvalidError, RequestTooLargeError } from './params/errors.ts'
import type { LtiRouterDeps } from './router-deps.ts'
import { launchRoute } from './routes/launch.ts'
import { loginRoute } from './routes/login.ts'
import { registerRoute } from './routes/register.ts'
import { selectRoute } from './routes/select.ts'
import { verifyRoute } from './routes/verify.ts'

/** Larger than any id_token that is let through, so that its own check can name the fault. */
const MAX_BODY = '256kb'

/**
 * `/login`, `/launch`, `/verify`, `/jwks`, and, if there is what they need, `/select` and `/register`; to be mounted at
 * `/lti`. Every failure of LTI is answered here, others go to the application. Parses its own bodies.
 */
export function createLtiRouter(deps: LtiRouterDeps): Router {
  const router = Router()
  const form = express.urlencoded({ extended: false, limit: MAX_BODY, parameterLimit: 100 })
  for (const method of ['get', 'post'] as const) {
    router[method]('/login', form, loginRoute(deps))
    router[method]('/launch', form, launchRoute(deps))
  }
  router.post('/verify', form, verifyRoute(deps))
  if (deps.selection) router.post('/select', form, selectRoute(deps, deps.selection))
  if (deps.registration) router.get('/register', registerRoute(deps, deps.registration))
  router.get('/jwks', keySet(deps))
  router.use(answerFailures(deps))
  return router
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

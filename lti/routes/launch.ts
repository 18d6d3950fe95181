import type { Request, RequestHandler, Response } from 'express'
import { CookieMissingError, type StorageQuestion } from '../launch/checks/browser.ts'
import { MESSAGE } from '../launch/checks/message.ts'
import { refuseErrorAnswer } from '../launch/platform-refusal.ts'
import { verifyLaunch } from '../launch/verify-launch.ts'
import { setPagePolicy } from '../pages/frame-policy.ts'
import { pickLanguage } from '../pages/language.ts'
import { renderGetPage } from '../pages/storage-pages.ts'
import { RequestInvalidError } from '../params/errors.ts'
import { readParams } from '../params/read-params.ts'
import type { LtiRouterDeps } from '../router-deps.ts'
import { finishLaunch } from './finish-launch.ts'

export function launchRoute(deps: LtiRouterDeps): RequestHandler {
  const messages = servedMessages(deps)
  return async (req, res) => {
    const params = readParams(req)
    refuseErrorAnswer(params)
    refuseTokenInAddress(req)
    const state = params.get('state')
    const request = { state, idToken: params.get('id_token'), cookies: req.headers.cookie }
    try {
      const launch = await verifyLaunch(request, { ...deps, messages })
      await finishLaunch({ launch, state: state ?? '', req, res }, deps)
    } catch (error) {
      if (!(error instanceof CookieMissingError) || error.storage === undefined) throw error
      askStorage(error, error.storage, req, res, deps)
    }
  }
}

/** We asked for `form_post`: an address stands in histories and logs, and a token there is everybody's. */
function refuseTokenInAddress({ url }: Request): void {
  if (!new URLSearchParams(url.split('?')[1]).has('id_token')) return
  throw new RequestInvalidError({ facts: { parameter: 'id_token', problem: 'in the address' } })
}

const servedMessages = ({ selection }: LtiRouterDeps): ReadonlySet<string> =>
  new Set([
    MESSAGE.resourceLink,
    MESSAGE.submissionReview,
    MESSAGE.dataPrivacy,
    ...(selection ? [MESSAGE.deepLinking] : []),
  ])

/** No cookie came back, but the platform may keep the secret: a page asks it and goes on to `/lti/verify`. */
function askStorage(
  error: CookieMissingError,
  storage: StorageQuestion,
  req: Request,
  res: Response,
  { randomBytes, publicUrl, log, frameOrigins = [] }: LtiRouterDeps,
): void {
  const nonce = randomBytes(16).toString('base64')
  const language = pickLanguage(error.locale, req.get('accept-language'))
  log.info({}, 'the platform’s storage is asked for the browser')
  setPagePolicy(res, {
    nonce,
    ancestors: [...error.frameOrigins, ...frameOrigins],
    formAction: "'self'",
    hasScript: true,
    referrer: 'same-origin',
  })
  res.type('html').send(renderGetPage({ language, nonce, storage, verifyUrl: `${publicUrl}/lti/verify` }))
}

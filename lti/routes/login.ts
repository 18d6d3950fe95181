import type { RequestHandler } from 'express'
import { beginLogin } from '../login/begin-login.ts'
import { parseLogin } from '../login/login-params.ts'
import { setPagePolicy } from '../pages/frame-policy.ts'
import { pickLanguage } from '../pages/language.ts'
import { renderPutPage } from '../pages/storage-pages.ts'
import { readParams } from '../params/read-params.ts'
import type { LtiRouterDeps } from '../router-deps.ts'

/**
 * Answers with a redirect where a cookie is all there is: it works in a cross-site frame (measured in Chromium with
 * third-party cookies blocked), needs no script and costs no drawing of a page. Where the platform offers storage, with
 * a page that uses it. That page may stand in any frame: which host frames us is not known yet, and it has nothing to
 * press and gives its secret to the platform's origin only.
 */
export function loginRoute(deps: LtiRouterDeps): RequestHandler {
  return async (req, res) => {
    const { registration, location, setCookie, storage } = await beginLogin(parseLogin(readParams(req)), deps)
    res.append('Set-Cookie', setCookie)
    res.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
    deps.log.info({ registration: registration.id, storage: storage !== undefined }, 'login begun')
    if (storage === undefined) return res.redirect(302, location)
    const nonce = deps.randomBytes(16).toString('base64')
    const language = pickLanguage(undefined, req.get('accept-language'))
    setPagePolicy(res, { nonce, ancestors: '*', hasScript: true })
    res.type('html').send(renderPutPage({ language, nonce, storage, next: location }))
  }
}

import type { Request, Response } from 'express'
import { showSelection } from '../deep-linking/show-selection.ts'
import { sha256 } from '../hash.ts'
import { MESSAGE } from '../launch/checks/message.ts'
import type { VerifiedLaunch } from '../launch/verified-launch.ts'
import { clearBrowserCookie, cookieName } from '../login/browser-cookie.ts'
import { originsOf } from '../origin.ts'
import { setPagePolicy } from '../pages/frame-policy.ts'
import { pickLanguage } from '../pages/language.ts'
import { renderPrivacyPage } from '../pages/privacy-page.ts'
import type { LtiRouterDeps } from '../router-deps.ts'

/** A launch whose browser is proven, and the request that proved it. */
export interface FinishedLaunch {
  launch: VerifiedLaunch
  state: string
  req: Request
  res: Response
}

/** A session and the way to the page; a page of its own for a selection and for the privacy launch. */
export async function finishLaunch(finished: FinishedLaunch, deps: LtiRouterDeps): Promise<void> {
  const { launch, state, req, res } = finished
  res.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
  const spent = clearBrowserCookie(cookieName(sha256(state), deps.publicUrl))
  if (launch.messageType === MESSAGE.deepLinking && deps.selection) {
    res.append('Set-Cookie', spent)
    await showSelection(launch, req, res, { ...deps, selection: deps.selection })
  } else {
    const { redirectTo, setCookies } = await deps.onLaunch(launch, req)
    for (const cookie of [...setCookies, spent]) res.append('Set-Cookie', cookie)
    if (launch.messageType === MESSAGE.dataPrivacy) sendPrivacyPage(finished, redirectTo, deps)
    else res.redirect(303, redirectTo)
  }
  noteLaunch(launch, deps)
}

function sendPrivacyPage({ launch, req, res }: FinishedLaunch, href: string, deps: LtiRouterDeps): void {
  const nonce = deps.randomBytes(16).toString('base64')
  const ancestors = originsOf(launch.platformOrigin, launch.issuer, ...(deps.frameOrigins ?? []))
  setPagePolicy(res, { nonce, ancestors })
  const language = pickLanguage(launch.locale, req.get('accept-language'))
  res.type('html').send(renderPrivacyPage({ language, nonce, href }))
}

function noteLaunch(launch: VerifiedLaunch, { log, events }: LtiRouterDeps): void {
  const { registrationId, deploymentId, messageType, roles, rung } = launch
  log.info({ registration: registrationId, deployment: deploymentId, messageType, roles, rung }, 'launched')
  events?.launched({ registrationId, rung, messageType })
}

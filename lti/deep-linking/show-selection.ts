import type { Request, Response } from 'express'
import type { VerifiedLaunch } from '../launch/verified-launch.ts'
import { originsOf } from '../origin.ts'
import { setPagePolicy } from '../pages/frame-policy.ts'
import { pickLanguage } from '../pages/language.ts'
import type { Clock, RandomBytes } from '../ports.ts'
import { takesSeveral } from './content-items.ts'
import { DeepLinkingForbiddenError, DeepLinkingTypesError } from './errors.ts'
import { SELECTION_MINUTES, type SelectionDeps, type SelectionRequest } from './selection.ts'
import { renderSelectionPage } from './selection-page.ts'

export interface ShowDeps {
  selection: SelectionDeps
  publicUrl: string
  now: Clock
  randomBytes: RandomBytes
  frameOrigins?: readonly string[]
}

/**
 * Answers a deep linking request with a page to choose on. The request travels sealed in the page itself: the page needs
 * no session and no cookie, so it works in a frame that keeps none.
 *
 * @throws {DeepLinkingForbiddenError | DeepLinkingTypesError}
 */
export async function showSelection(
  launch: VerifiedLaunch,
  req: Request,
  res: Response,
  deps: ShowDeps,
): Promise<void> {
  if (launch.roles.every(role => role === 'learner')) throw new DeepLinkingForbiddenError()
  const settings = launch.deepLinking ?? {}
  const types = Array.isArray(settings.accept_types) ? settings.accept_types : []
  if (!types.includes('ltiResourceLink')) {
    throw new DeepLinkingTypesError({ facts: { types: types.slice(0, 10).join(', ').slice(0, 255) } })
  }
  const { issuer, clientId, deploymentId, locale } = launch
  const request: SelectionRequest = {
    deployment: { issuer, clientId, deploymentId },
    settings,
    frameOrigins: originsOf(
      ...[issuer, launch.platformOrigin, settings.deep_link_return_url],
      ...(deps.frameOrigins ?? []),
    ),
    until: deps.now().getTime() + SELECTION_MINUTES * 60_000,
    ...(locale === undefined ? {} : { locale }),
  }
  await sendSelection(request, '', req, res, deps)
}

/** @param query words to search for */
export async function sendSelection(
  request: SelectionRequest,
  query: string,
  req: Request,
  res: Response,
  { selection, publicUrl, randomBytes }: ShowDeps,
): Promise<void> {
  const nonce = randomBytes(16).toString('base64')
  const choices = await selection.listChoices(request.deployment, query)
  setPagePolicy(res, {
    nonce,
    ancestors: request.frameOrigins,
    formAction: "'self'",
    referrer: 'same-origin',
  })
  const page = renderSelectionPage({
    language: pickLanguage(request.locale, req.get('accept-language')),
    nonce,
    choices,
    query,
    several: takesSeveral(request.settings),
    sealed: selection.seal(request),
    action: `${publicUrl}/lti/select`,
  })
  res.type('html').send(page)
}

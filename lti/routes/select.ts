import type { Request, RequestHandler, Response } from 'express'
import { buildContentItems, choiceKey, takesSeveral } from '../deep-linking/content-items.ts'
import { SelectionEmptyError, SelectionOverError } from '../deep-linking/errors.ts'
import type { Choice, SelectionDeps, SelectionRequest } from '../deep-linking/selection.ts'
import { renderReturnPage } from '../deep-linking/selection-page.ts'
import { sendSelection } from '../deep-linking/show-selection.ts'
import { isObject } from '../launch/claims.ts'
import { NotRegisteredError } from '../library.ts'
import { findRegistration } from '../login/find-registration.ts'
import { setPagePolicy } from '../pages/frame-policy.ts'
import { pickLanguage } from '../pages/language.ts'
import { RequestInvalidError } from '../params/errors.ts'
import type { LtiRouterDeps } from '../router-deps.ts'

/** Chosen at once at most; a course has not more room. */
const MAX_CHOSEN = 20

/** The form of the selection page: search again, place, or cancel. The sealed request is what lets somebody in. */
export function selectRoute(deps: LtiRouterDeps, selection: SelectionDeps): RequestHandler {
  return async (req, res) => {
    const form: Record<string, unknown> = isObject(req.body) ? req.body : {}
    const request = openRequest(form.request, selection, deps)
    const query = textField(form.q, 'q')
    if (form.action === 'place') {
      const chosen = await findChosen(form.choice, request, textField(form.shown, 'shown'), selection)
      return sendAnswer(request, chosen, req, res, deps)
    }
    if (form.action === 'cancel') return sendAnswer(request, [], req, res, deps)
    await sendSelection(request, query, req, res, { ...deps, selection })
  }
}

function textField(value: unknown, parameter: string): string {
  if (value === undefined) return ''
  if (typeof value === 'string' && value.length <= 200) return value.trim()
  throw new RequestInvalidError({ facts: { parameter, problem: 'not one string' } })
}

function openRequest(
  sealed: unknown,
  selection: SelectionDeps,
  { now }: Pick<LtiRouterDeps, 'now'>,
): SelectionRequest {
  if (typeof sealed !== 'string') throw new SelectionOverError()
  let request: SelectionRequest
  try {
    request = selection.open<SelectionRequest>(sealed)
  } catch (hidden) {
    throw new SelectionOverError({ hidden })
  }
  if (now().getTime() >= request.until) throw new SelectionOverError()
  return request
}

/** What the form names is looked up again among what this deployment may place. */
async function findChosen(
  value: unknown,
  { deployment, settings }: SelectionRequest,
  shownFor: string,
  selection: SelectionDeps,
): Promise<Choice[]> {
  const keys = new Set((Array.isArray(value) ? value : [value]).filter(one => typeof one === 'string'))
  if (keys.size > (takesSeveral(settings) ? MAX_CHOSEN : 1)) throw new SelectionEmptyError()
  const offered = await selection.listChoices(deployment, shownFor)
  const chosen = offered.filter(choice => keys.has(choiceKey(choice)))
  if (chosen.length === 0 || chosen.length < keys.size) throw new SelectionEmptyError()
  return chosen
}

/** An empty list says that the person thought better of it. */
async function sendAnswer(
  { deployment, settings, locale, frameOrigins }: SelectionRequest,
  chosen: readonly Choice[],
  req: Request,
  res: Response,
  deps: LtiRouterDeps,
): Promise<void> {
  const platform = await findRegistration(deps.platforms, deployment)
  if (deps.library.deepLinkingMessage === undefined)
    throw new NotRegisteredError({ facts: { issuer: deployment.issuer } })
  const items = buildContentItems(chosen, settings, deps.publicUrl)
  const { deploymentId } = deployment
  const jwt = await deps.library.deepLinkingMessage(platform, { deploymentId, settings, items })
  const returnUrl = String(settings.deep_link_return_url)
  const nonce = deps.randomBytes(16).toString('base64')
  const language = pickLanguage(locale, req.get('accept-language'))
  deps.log.info({ registration: platform.id, items: items.length }, 'content placed')
  setPagePolicy(res, {
    nonce,
    ancestors: frameOrigins,
    formAction: new URL(returnUrl).origin,
    hasScript: true,
  })
  res.type('html').send(renderReturnPage({ language, nonce, returnUrl, jwt }))
}

import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { EXCHANGE_REASONS, LOSS_REASONS, REPLACEMENT_KINDS } from '#domain/certificates/certificate'
import { definedOnly } from '#domain/defined'
import { NotFoundError } from '#domain/errors'
import { dateSchema, idSchema, parseInput } from '../../input.ts'
import { RegisterPage } from '../../pages/register/register.page.tsx'
import { type ActionDraft, RegisterActionPage } from '../../pages/register/register-action.page.tsx'
import { RegisterCardPage } from '../../pages/register/register-card.page.tsx'
import { actionsOn, REGISTER_ACTIONS, type RegisterAction } from '../../register-action.ts'
import type { Words } from '../../words/ru.ts'
import { actorOf, page, type RouteContext, redirectTo, viewOf } from '../context.ts'

const PAGE_ROWS = 50

/** P8: the register, a line's card, and what can be done with it. */
export function registerRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/register', showRegister(context))
  router.get('/register/:id', showCard(context))
  router.get('/register/:id/:action', showAction(context))
  router.post('/register/:id/:action', act(context))
  return router
}

const empty = z.literal('').transform(() => undefined)
const filterSchema = z.object({
  search: z.string().trim().max(100).optional(),
  from: z.union([empty, dateSchema]).optional(),
  to: z.union([empty, dateSchema]).optional(),
  kind: z.union([empty, z.enum(['original', ...REPLACEMENT_KINDS])]).optional(),
  status: z.union([empty, z.enum(['valid', 'annulled', 'replaced', 'spoiled'])]).optional(),
  after: z.string().max(300).optional(),
})

function showRegister(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { after, ...asked } = parseInput(filterSchema, req.query)
    const { search = '', from = '', to = '', kind = '', status = '' } = asked
    const filter = { search, from, to, kind, status }
    const q = definedOnly({ ...asked, search: search || undefined })
    const [{ lines, next }, glance] = await Promise.all([
      context.credits.listRegister(actorOf(res), { ...q, ...definedOnly({ after }), limit: PAGE_ROWS }),
      context.federal.glance(actorOf(res), q),
    ])
    const given = Object.entries(filter).filter(([, value]) => value !== '')
    const nextHref = next === null ? null : `/register?${new URLSearchParams([...given, ['after', next]])}`
    page(res, h(RegisterPage, { view: viewOf(context, req, res), lines, glance, filter, nextHref }))
  }
}

const actionSchema = z.enum(REGISTER_ACTIONS)

function showCard(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const line = await context.credits.readRegister(actorOf(res), String(req.params.id))
    const done = actionSchema.safeParse(req.query.done).data ?? null
    page(res, h(RegisterCardPage, { view: viewOf(context, req, res), line, done }))
  }
}

const NOTHING: ActionDraft = { reason: '', note: '', on: '', way: '', destroyed: '', understood: '' }

/** An action that the document's state does not allow has no page: the card says what it is. */
async function renderAction(
  context: RouteContext,
  req: Request,
  res: Response,
  { draft, errors }: { draft: ActionDraft; errors: Record<string, string> },
): Promise<void> {
  const action = actionOf(req)
  const line = await context.credits.readRegister(actorOf(res), String(req.params.id))
  if (!actionsOn(line.certificate).includes(action))
    return redirectTo(res, `/register/${encodeURIComponent(line.certificate.id)}`)
  const status = Object.keys(errors).length > 0 ? 422 : 200
  page(res, h(RegisterActionPage, { view: viewOf(context, req, res), line, action, draft, errors }), status)
}

function actionOf(req: Request): RegisterAction {
  const { data } = actionSchema.safeParse(req.params.action)
  if (!data) throw new NotFoundError('no such action')
  return data
}

function showAction(context: RouteContext): RequestHandler {
  return (req, res) => renderAction(context, req, res, { draft: NOTHING, errors: {} })
}

const line = z.string().trim().max(5000).catch('')
const draftSchema = z.object({
  ...{ reason: line, note: line, on: line, way: line, destroyed: line, understood: line },
})

function act(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const action = actionOf(req)
    const draft = parseInput(draftSchema, req.body)
    const errors = errorsOf(action, draft, viewOf(context, req, res).t.register.wrong)
    if (Object.keys(errors).length > 0) return renderAction(context, req, res, { draft, errors })
    const id = parseInput(idSchema, req.params.id)
    const made = await perform(context, res, action, id, draft)
    redirectTo(res, `/register/${encodeURIComponent(made)}?done=${action}`)
  }
}

const LONGEST = 1000
const needsReason: Partial<Record<RegisterAction, readonly string[]>> = {
  duplicate: LOSS_REASONS,
  exchange: EXCHANGE_REASONS,
}

function errorsOf(
  action: RegisterAction,
  draft: ActionDraft,
  wrong: Words['register']['wrong'],
): Record<string, string> {
  const { reason, note, on, way, understood } = draft
  const list = needsReason[action]
  const isFinal = action === 'annul' || action === 'spoil'
  const isText = (text: string) => text !== '' && text.length <= LONGEST
  return {
    ...(list && !list.includes(reason) && { reason: wrong.reason }),
    ...(isFinal && !isText(reason) && { reason: wrong.text }),
    ...(isFinal && understood !== 'yes' && { understood: wrong.understood }),
    ...(((action === 'correct' && note === '') || note.length > LONGEST) && { note: wrong.text }),
    ...(action === 'deliver' && !dateSchema.safeParse(on).success && { on: wrong.on }),
    ...(action === 'deliver' && !way && { way: wrong.way }),
  }
}

/** @returns id of the document whose card is shown then: the new one, if there is one */
async function perform(
  { credits }: RouteContext,
  res: Response,
  action: RegisterAction,
  certificateId: string,
  draft: ActionDraft,
): Promise<string> {
  const actor = actorOf(res)
  const { reason, note, on, way } = draft
  const input = { certificateId, destroyed: draft.destroyed === 'yes', ...(note && { note }) }
  const calls = {
    duplicate: () =>
      credits.duplicateCertificate(actor, { ...input, reason: reason as (typeof LOSS_REASONS)[number] }),
    exchange: () =>
      credits.exchangeCertificate(actor, { ...input, reason: reason as (typeof EXCHANGE_REASONS)[number] }),
    correct: () => credits.correctCertificate(actor, { ...input, note }),
    annul: () => credits.annulCertificate(actor, { certificateId, reason }),
    spoil: () => credits.spoilNumber(actor, { certificateId, reason }),
    deliver: () =>
      credits.recordDelivery(actor, { certificateId, on, way: way as 'post', ...(note && { note }) }),
  }
  return (await calls[action]()).id
}

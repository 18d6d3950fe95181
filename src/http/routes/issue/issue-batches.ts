import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { InvalidInputError } from '#domain/errors'
import { sendArchive } from '../../archive.ts'
import { idSchema, idsSchema, parseInput } from '../../input.ts'
import { orderOf } from '../../order-input.ts'
import { BatchCheckPage } from '../../pages/issue/issue-batch.page.tsx'
import { BatchProgressPage } from '../../pages/issue/issue-progress.page.tsx'
import { IssueRulesPage } from '../../pages/issue/issue-rules.page.tsx'
import type { OrderDraft } from '../../ui/issue/order-fields.tsx'
import { actorOf, page, type RouteContext, redirectTo, viewOf } from '../context.ts'

/** P7, many at a time: chosen, checked, confirmed, watched; and the rules by which a programme issues. */
export function issueBatchRoutes(context: RouteContext): Router {
  const router = Router()
  router.post('/issue/choose', choose(context))
  router.get('/issue/drafts/:id', showCheck(context))
  router.post('/issue/drafts/:id', confirm(context))
  router.get('/issue/batches/:id', showBatch(context))
  router.get('/issue/batches/:id/pdf.zip', downloadAll(context))
  router.get('/issue/rules', showRules(context))
  router.post('/issue/rules', saveRule(context))
  return router
}

const chosen = z.object({ all: z.literal('yes').optional(), enrolment: idsSchema })

function choose(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { all, enrolment } = parseInput(chosen, req.body)
    if (!all && enrolment.length === 0) return redirectTo(res, '/issue?picked=none')
    const input = all ? { allReady: true as const } : { enrolmentIds: enrolment }
    redirectTo(res, `/issue/drafts/${encodeURIComponent(await context.issuing.choose(actorOf(res), input))}`)
  }
}

async function renderCheck(
  context: RouteContext,
  req: Request,
  res: Response,
  draft: OrderDraft,
  wrong: 'checked' | 'orderNumber' | null = null,
): Promise<void> {
  const check = await context.issuing.check(actorOf(res), String(req.params.id))
  if (check.batch.state !== 'draft')
    return redirectTo(res, `/issue/batches/${encodeURIComponent(check.batch.id)}`)
  const view = viewOf(context, req, res)
  const { checkedMissing, orderWrong } = view.t.issue
  const errors = wrong ? { [wrong]: wrong === 'checked' ? checkedMissing : orderWrong } : {}
  page(res, h(BatchCheckPage, { view, check, draft, errors }), wrong ? 422 : 200)
}

function showCheck(context: RouteContext): RequestHandler {
  return (req, res) => renderCheck(context, req, res, { orderNumber: '', orderDate: '' })
}

const ticked = z.object({ checked: z.string().max(10).optional() })

/** Idempotent by the draft itself: a second press opens the same batch. */
function confirm(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { draft, order, isWrong } = orderOf(req.body)
    const again = (wrong: 'checked' | 'orderNumber') => renderCheck(context, req, res, draft, wrong)
    const batchId = String(req.params.id)
    if (isWrong || (!order && (await needsOrder(context, res, batchId)))) return again('orderNumber')
    if (parseInput(ticked, req.body).checked !== 'yes') return again('checked')
    try {
      await context.issuing.start(actorOf(res), { batchId, ...(order && { order }) })
    } catch (error) {
      if (error instanceof InvalidInputError) return again('orderNumber')
      throw error
    }
    workBehind(context)
    redirectTo(res, `/issue/batches/${encodeURIComponent(batchId)}`)
  }
}

async function needsOrder({ issuing }: RouteContext, res: Response, batchId: string): Promise<boolean> {
  const { batch, awaitOrder } = await issuing.check(actorOf(res), batchId)
  return batch.state === 'draft' && awaitOrder.length > 0
}

/** The work begins here at once; whatever stops it, a worker goes on with it. */
export function workBehind({ issuing, log }: Pick<RouteContext, 'issuing' | 'log'>): void {
  void issuing.work().catch((error: unknown) => {
    log.warn({ code: error instanceof Error ? error.name : 'unknown' }, 'a batch was left to a worker')
  })
}

function showBatch(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const found = await context.issuing.read(actorOf(res), String(req.params.id))
    if (found.batch.state === 'draft')
      return redirectTo(res, `/issue/drafts/${encodeURIComponent(found.batch.id)}`)
    page(res, h(BatchProgressPage, { view: viewOf(context, req, res), found }))
  }
}

function downloadAll(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { items, batch } = await context.issuing.read(actorOf(res), String(req.params.id))
    const files = items.flatMap(({ certificateId, registrationNumber = '' }) =>
      certificateId ? [{ certificateId, registrationNumber }] : [],
    )
    await sendArchive(context, res, `certificates-${batch.id.slice(0, 8)}`, files)
  }
}

async function renderRules(
  context: RouteContext,
  req: Request,
  res: Response,
  { isSaved = false, wrong = null }: { isSaved?: boolean; wrong?: string | null },
): Promise<void> {
  const rows = await context.issuing.policies(actorOf(res))
  const view = viewOf(context, req, res)
  page(res, h(IssueRulesPage, { view, rows, isSaved, wrong }), wrong === null ? 200 : 422)
}

function showRules(context: RouteContext): RequestHandler {
  return (req, res) => renderRules(context, req, res, { isSaved: req.query.saved === 'yes' })
}

const ruleSchema = z.object({
  programme: idSchema,
  mode: z.enum(['by-hand', 'automatic']),
  days: z.string().trim().max(10).catch(''),
  consent: z.literal('yes').optional().catch(undefined),
  version: z.coerce.number().int().min(0),
})

function saveRule(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { programme: programmeId, mode, days, consent, version: seen } = parseInput(ruleSchema, req.body)
    const orderDays = days !== '' && { orderValidDays: Number(days) }
    const input = { programmeId, mode, ...orderDays, consentRequired: consent === 'yes', seen }
    try {
      await context.issuing.savePolicy(actorOf(res), input)
    } catch (error) {
      if (error instanceof InvalidInputError) return renderRules(context, req, res, { wrong: programmeId })
      throw error
    }
    redirectTo(res, '/issue/rules?saved=yes')
  }
}

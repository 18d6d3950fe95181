import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { definedOnly } from '#domain/defined'
import { NotFoundError } from '#domain/errors'
import { idSchema, idsSchema, madeAt, parseInput } from '../../input.ts'
import { batchNotice } from '../../notice.ts'
import { BatchPage } from '../../pages/queue/batch.page.tsx'
import { queuePath } from '../../pages/queue/props.ts'
import { RejectPage, type RejectProps } from '../../pages/queue/reject.page.tsx'
import { type RecentReasons, recentReasons } from '../../recent-reasons.ts'
import { askedAt, keepAsked } from '../../session/asked.ts'
import { backOf } from '../back.ts'
import { actorOf, page, type RouteContext, redirectTo, redirectWith, safePath, viewOf } from '../context.ts'
import { keepLeftOut } from './left-out.ts'
import { filterSchema, renderQueue, showQueue, toQuery } from './queue-page.ts'

const choice = z.object({
  ...{ entry: idsSchema, flagged: idsSchema },
  seenAt: madeAt,
  return: z.string().optional(),
})
const asking = choice.extend({ usual: z.string().max(1000).optional() })
const rejection = choice.extend({ reason: z.string().trim().max(1000).optional() })

/** P5: the curator's queue and what is done with many entries at once. */
export function queueRoutes(context: RouteContext): Router {
  const router = Router()
  const reasons = recentReasons()
  router.get('/queue', showQueue(context))
  router.post('/queue/confirm-all', confirmAll(context))
  router.post('/queue/page', turnPage(context))
  router.get('/queue/batch/:id', showBatch(context))
  router.post('/queue/confirm', confirm(context))
  router.get('/queue/reject', showReason(context, reasons))
  router.post('/queue/reject', askReason(context))
  router.post('/queue/reject/now', reject(context, reasons))
  router.post('/queue/undo', undo(context))
  router.get('/learners/:learnerId/entries/:entryId/reject', askReasonForOne(context, reasons))
  return router
}

/** A flagged entry that the curator ticked by hand is confirmed despite its remark. */
function confirm(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { entry, flagged, seenAt: key, return: back } = parseInput(choice, req.body)
    const entryIds = [...entry, ...flagged]
    if (entryIds.length === 0)
      return renderQueue(context, req, res, viewOf(context, req, res).t.queue.nothingChosen)
    await keepLeftOut(context, req, res)
    const chosen = definedOnly({ entryIds, despiteRemarks: flagged, key })
    const result = await context.credits.confirmEntries(actorOf(res), chosen)
    redirectWith(context, res, safePath(back, '/queue'), batchNotice('confirmed', result))
  }
}

/** A page of the list has an address, which the form's own button names; what was unticked on this one is kept. */
function turnPage(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { to } = parseInput(z.object({ to: z.string() }), req.body)
    await keepLeftOut(context, req, res)
    redirectTo(res, safePath(to, '/queue'))
  }
}

/** «Все по отбору, кроме снятых»: the filter stands in the address, what was unticked on its pages are the exceptions. */
function confirmAll(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { after: _page, ...filter } = parseInput(filterSchema, req.query)
    const { limit: _rows, ...query } = toQuery(filter)
    const { seenAt: at } = parseInput(z.object({ seenAt: z.iso.datetime() }), req.body)
    const except = await keepLeftOut(context, req, res)
    const result = await context.credits.confirmAll(actorOf(res), { ...query, seenAt: at, key: at, except })
    redirectWith(context, res, queuePath(filter), batchNotice('confirmed', result))
  }
}

const BATCH_ROWS = 200

function showBatch(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const batch = await context.credits.readBatch(actorOf(res), {
      batchId: String(req.params.id),
      limit: BATCH_ROWS,
    })
    page(res, h(BatchPage, { view: viewOf(context, req, res), back: backOf(req), ...batch }))
  }
}

const REJECT = '/queue/reject'

function askReason(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { entry, flagged, usual = '', return: back = '' } = parseInput(asking, req.body)
    const ids = [...entry, ...flagged]
    if (ids.length === 0)
      return renderQueue(context, req, res, viewOf(context, req, res).t.queue.nothingChosen)
    await keepAsked(context, res, REJECT, { entry: ids, usual, return: back })
    redirectTo(res, REJECT)
  }
}

/** What was chosen last; what was decided on since leads back to the list. */
function showReason(context: RouteContext, reasons: RecentReasons): RequestHandler {
  return async (req, res) => {
    const { entry: entryIds, usual: reason = '', return: path } = parseInput(asking, askedAt(res, REJECT))
    const back = safePath(path, '/queue')
    const rows = await context.credits.readEntries(actorOf(res), { entryIds })
    if (!rows.some(({ entry }) => entry.status === 'imported')) return redirectTo(res, back)
    const recent = reasons.of(actorOf(res).personId)
    await renderReject(context, req, res, { entryIds, back, problem: null, reason, recent })
  }
}

function askReasonForOne(context: RouteContext, reasons: RecentReasons): RequestHandler {
  return async (req, res) => {
    const recent = reasons.of(actorOf(res).personId)
    const entryIds = [String(req.params.entryId)]
    await renderReject(context, req, res, { entryIds, back: backOf(req), problem: null, reason: '', recent })
  }
}

async function renderReject(
  context: RouteContext,
  req: Request,
  res: Response,
  asked: Omit<RejectProps, 'view' | 'rows'>,
): Promise<void> {
  const rows = await context.credits.readEntries(actorOf(res), { entryIds: [...asked.entryIds] })
  if (rows.length === 0) throw new NotFoundError('none of the entries is theirs to see')
  const view = viewOf(context, req, res)
  page(res, h(RejectPage, { ...asked, view, rows }), asked.problem ? 422 : 200)
}

function reject(context: RouteContext, reasons: RecentReasons): RequestHandler {
  return async (req, res) => {
    const { entry: entryIds, reason, seenAt: key, return: path } = parseInput(rejection, req.body)
    const back = safePath(path, '/queue')
    if (entryIds.length === 0) return redirectTo(res, back)
    if (!reason) {
      const problem = viewOf(context, req, res).t.queue.reasonMissing
      const recent = reasons.of(actorOf(res).personId)
      return renderReject(context, req, res, { entryIds, back, problem, reason: '', recent })
    }
    const result = await context.credits.rejectEntries(actorOf(res), definedOnly({ entryIds, reason, key }))
    reasons.note(actorOf(res).personId, reason)
    redirectWith(context, res, back, batchNotice('rejected', result))
  }
}

function undo(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { batch } = parseInput(z.object({ batch: idSchema }), req.body)
    const result = await context.credits.undoBatch(actorOf(res), { batchId: batch })
    redirectWith(context, res, backOf(req), batchNotice('undone', result))
  }
}

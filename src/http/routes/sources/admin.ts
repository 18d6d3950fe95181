import { type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { ConnectionOverview } from '#administration/runs'
import { NotFoundError } from '#domain/errors'
import { idSchema, parseInput } from '../../input.ts'
import { ConnectionPage } from '../../pages/sources/connection.page.tsx'
import { OverviewPage } from '../../pages/sources/overview.page.tsx'
import { QuarantinePage } from '../../pages/sources/quarantine.page.tsx'
import type { Begun } from '../../ui/sources/first-steps.tsx'
import { actorOf, noticeOf, page, type RouteContext, redirectTo, viewOf } from '../context.ts'

const RUNS = 30
const QUARANTINED = 50

const quarantineQuery = z.object({
  connection: idSchema.optional(),
  reason: idSchema.optional(),
  after: idSchema.optional(),
})

/** The administrator's pages of source systems and runs; the right is checked by `Runs`. */
export function adminRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/admin', overview(context))
  router.post('/admin/connections/:id/run', startRun(context))
  router.get('/admin/connections/:id', showConnection(context))
  router.get('/admin/quarantine', quarantine(context))
  return router
}

function overview(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const actor = actorOf(res)
    const [connections, runs] = await Promise.all([
      context.admin.listConnections(actor),
      context.admin.listRuns(actor, { limit: RUNS }),
    ])
    const isNew = runs.length < RUNS && runs.every(({ counts }) => counts.entries === 0)
    const begun = isNew ? await begunOf(context, res, connections) : null
    const notice = noticeOf(context, req, res)
    page(res, h(OverviewPage, { view: viewOf(context, req, res), connections, runs, begun, notice }))
  }
}

/** Asked only until the first entry. @returns `null`: nothing is left to begin with */
async function begunOf(
  { credits }: RouteContext,
  res: Response,
  connections: readonly Pick<ConnectionOverview, 'state'>[],
): Promise<Begun | null> {
  const actor = actorOf(res)
  const [programmes, counts] = await Promise.all([
    credits.listProgrammes(actor),
    credits.countLearners(actor),
  ])
  const begun = {
    programme: programmes.length > 0,
    source: connections.some(({ state }) => state === undefined),
    learners: counts === null || counts.ready.count + counts.waiting.count > 0,
  }
  return Object.values(begun).every(Boolean) ? null : begun
}

function startRun(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const connectionId = String(req.params.id)
    const { runId } = await context.admin.startRun(actorOf(res), {
      connectionId,
      full: req.body?.full === 'yes',
    })
    redirectTo(res, `/admin/runs/${encodeURIComponent(runId)}`)
  }
}

function showConnection(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const actor = actorOf(res)
    const id = String(req.params.id)
    const runs = await context.admin.listRuns(actor, { connectionId: id, limit: RUNS })
    const connection = (await context.admin.listConnections(actor)).find(each => each.id === id)
    if (!connection) throw new NotFoundError('no such connection')
    const schedule = await context.admin.readSchedule(actor, id)
    const shown = { connection, schedule, runs, notice: noticeOf(context, req, res) }
    page(res, h(ConnectionPage, { view: viewOf(context, req, res), ...shown }))
  }
}

function quarantine(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { connection, reason, after } = parseInput(quarantineQuery, req.query)
    const connections = await context.admin.listConnections(actorOf(res))
    const { rows, next } = await context.admin.quarantine(actorOf(res), {
      limit: QUARANTINED,
      ...(connection && { connectionId: connection }),
      ...(reason && { reason }),
      ...(after && { after }),
    })
    const query = new URLSearchParams({
      ...(connection && { connection }),
      ...(reason && { reason }),
      after: next ?? '',
    })
    const nextHref = next === null ? null : `/admin/quarantine?${query}`
    const view = viewOf(context, req, res)
    page(res, h(QuarantinePage, { view, rows, connections, filter: { connection, reason }, nextHref }))
  }
}

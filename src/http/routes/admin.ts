import { type RequestHandler, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { idSchema, parseInput } from '../input.ts'
import { OverviewPage } from '../pages/overview.page.tsx'
import { QuarantinePage } from '../pages/quarantine.page.tsx'
import { RunPage } from '../pages/run.page.tsx'
import { actorOf, page, type RouteContext, redirectTo, viewOf } from './context.ts'

const RUNS = 30
const QUARANTINED = 50

const quarantineQuery = z.object({
  connection: idSchema.optional(),
  reason: idSchema.optional(),
  after: idSchema.optional(),
})

/** The administrator's pages of source systems and runs; the right is checked by `AdminPort`. */
export function adminRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/admin', overview(context))
  router.post('/admin/connections/:id/run', startRun(context))
  router.get('/admin/runs/:id', showRun(context))
  router.post('/admin/runs/:id/stop', stopRun(context))
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
    page(res, h(OverviewPage, { view: viewOf(context, req, res), connections, runs }))
  }
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

function showRun(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const actor = actorOf(res)
    const run = await context.admin.readRun(actor, String(req.params.id))
    const connections = await context.admin.listConnections(actor)
    const title = connections.find(({ id }) => id === run.connectionId)?.title ?? run.connectionId
    page(res, h(RunPage, { view: viewOf(context, req, res), run, title }))
  }
}

function stopRun(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const id = String(req.params.id)
    await context.admin.cancelRun(actorOf(res), id)
    redirectTo(res, `/admin/runs/${encodeURIComponent(id)}`)
  }
}

function quarantine(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { connection, reason, after } = parseInput(quarantineQuery, req.query)
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
    page(res, h(QuarantinePage, { view: viewOf(context, req, res), rows, nextHref }))
  }
}

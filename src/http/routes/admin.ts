import { type RequestHandler, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { idSchema, parseInput } from '../input.ts'
import { ConnectPage, OverviewPage, PlatformsPage, QuarantinePage, RunPage } from '../pages/admin.page.tsx'
import { DiagnosisPage } from '../pages/diagnosis.page.tsx'
import { actorOf, noticeOf, page, type RouteContext, redirectTo, redirectWith, viewOf } from './context.ts'

const RUNS = 30
const QUARANTINED = 50

const quarantineQuery = z.object({
  connection: idSchema.optional(),
  reason: idSchema.optional(),
  after: idSchema.optional(),
})

/** The administrator's pages; the right is checked by `AdminPort`. */
export function adminRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/admin', overview(context))
  router.post('/admin/connections/:id/run', startRun(context))
  router.get('/admin/runs/:id', showRun(context))
  router.post('/admin/runs/:id/stop', stopRun(context))
  router.get('/admin/quarantine', quarantine(context))
  router.get('/admin/platforms', platforms(context))
  router.post('/admin/platforms/:id/approve', approve(context))
  router.get('/admin/connect', connect(context))
  router.get('/admin/diagnosis', diagnosis(context))
  router.post('/admin/platforms/:id/test', diagnosis(context))
  router.get('/admin/platforms/:id/test', (_req, res) => redirectTo(res, '/admin/diagnosis'))
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

function platforms(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const rows = await context.admin.listPlatforms(actorOf(res))
    const notice = noticeOf(context, req, res)
    page(res, h(PlatformsPage, { view: viewOf(context, req, res), platforms: rows, notice }))
  }
}

function approve(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { deployment } = parseInput(z.object({ deployment: z.string().min(1).max(255) }), req.body)
    const platformId = String(req.params.id)
    await context.admin.approveDeployment(actorOf(res), { platformId, deploymentId: deployment })
    const notice = { kind: 'approved' as const, count: 1, hours: 0, refused: {}, text: deployment }
    redirectWith(context, res, '/admin/platforms', notice)
  }
}

/** Addresses are no secret, but the page belongs to whoever may see the platforms. */
function connect(context: RouteContext): RequestHandler {
  return async (req, res) => {
    await context.admin.listPlatforms(actorOf(res))
    page(res, h(ConnectPage, { view: viewOf(context, req, res), addresses: context.admin.toolAddresses() }))
  }
}

/** P13; with a platform in the address, after asking that one. The test changes nothing, so a reload may repeat it. */
function diagnosis(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const actor = actorOf(res)
    const platformId = req.method === 'POST' ? String(req.params.id) : null
    const [connections, platforms, readiness, findings] = await Promise.all([
      context.admin.listConnections(actor),
      context.admin.listPlatforms(actor),
      context.ready(),
      platformId === null ? [] : context.admin.testPlatform(actor, platformId),
    ])
    const tested = platformId === null ? null : { platformId, findings }
    const view = viewOf(context, req, res)
    const { version } = context.config
    page(res, h(DiagnosisPage, { view, connections, platforms, readiness, version, tested }))
  }
}

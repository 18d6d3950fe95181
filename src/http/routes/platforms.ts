import { type RequestHandler, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { parseInput } from '../input.ts'
import { ConnectPage } from '../pages/connect.page.tsx'
import { DiagnosisPage } from '../pages/diagnosis.page.tsx'
import { PlatformsPage } from '../pages/platforms.page.tsx'
import { actorOf, noticeOf, page, type RouteContext, redirectTo, redirectWith, viewOf } from './context.ts'

/** The administrator's pages of LMS platforms: registrations, addresses, diagnosis; the right is checked by `AdminPort`. */
export function platformRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/admin/platforms', platforms(context))
  router.post('/admin/platforms/:id/approve', approve(context))
  router.get('/admin/connect', connect(context))
  router.get('/admin/diagnosis', diagnosis(context))
  router.post('/admin/platforms/:id/test', diagnosis(context))
  router.get('/admin/platforms/:id/test', (_req, res) => redirectTo(res, '/admin/diagnosis'))
  return router
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

import { type RequestHandler, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { readDiagnosis } from '#lti/diagnosis'
import { parseInput } from '../input.ts'
import { DiagnosisPage } from '../pages/diagnosis.page.tsx'
import { actorOf, page, type RouteContext, redirectTo, viewOf } from './context.ts'

const query = z.object({ error: z.string().trim().max(40).optional() })

/** P13. The right is checked in the use cases. */
export function diagnosisRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/admin/diagnosis', diagnosis(context))
  router.post('/admin/platforms/:id/test', diagnosis(context))
  router.get('/admin/platforms/:id/test', (_req, res) => redirectTo(res, '/admin/diagnosis'))
  return router
}

/** With a platform in the address, after asking that one. The test changes nothing, so a reload may repeat it. */
function diagnosis(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const actor = actorOf(res)
    const view = viewOf(context, req, res)
    const platformId = req.method === 'POST' ? String(req.params.id) : null
    const { version, publicUrl } = context.config
    const platforms = await context.lms.platforms.list(actor)
    const [connections, readiness, launches, findings] = await Promise.all([
      context.admin.listConnections(actor),
      context.ready(),
      readDiagnosis({ events: context.lms.launches, platforms, publicUrl }, view.lang),
      platformId === null ? [] : context.lms.platforms.test(actor, platformId, view.lang),
    ])
    const tested = platformId === null ? null : { platformId, findings }
    const { error } = parseInput(query, req.query)
    const asked = error
      ? { id: error, found: launches.failures.filter(({ errorId }) => errorId === error.toLowerCase()) }
      : null
    const props = { view, connections, readiness, version, publicUrl, launches, tested, asked }
    page(res, h(DiagnosisPage, props))
  }
}

import { type Request, type RequestHandler, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { SeenPlatform } from '#administration/platforms'
import { readDiagnosis } from '#lti/diagnosis'
import { parseInput } from '../../input.ts'
import { DiagnosisPage } from '../../pages/lms/diagnosis.page.tsx'
import { actorOf, page, type RouteContext, redirectTo, viewOf } from '../context.ts'

const query = z.object({ error: z.string().trim().max(40).optional() })

/** LMSs that one press asks: each answers over the network. */
const MOST_ASKED = 20

/** P13. The right is checked in the use cases. */
export function diagnosisRoutes(context: RouteContext): Router {
  const router = Router()
  const all: Choice = platforms => platforms.slice(0, MOST_ASKED).map(({ id }) => id)
  router.get(
    '/admin/diagnosis',
    diagnosis(context, () => []),
  )
  router.post('/admin/diagnosis', diagnosis(context, all))
  router.post(
    '/admin/platforms/:id/test',
    diagnosis(context, (_, req) => [String(req.params.id)]),
  )
  router.get('/admin/platforms/:id/test', (_req, res) => redirectTo(res, '/admin/diagnosis'))
  return router
}

/** Ids of the platforms that are asked. */
type Choice = (platforms: readonly SeenPlatform[], req: Request) => string[]

/** Tests change nothing, so a reload may repeat them. */
function diagnosis(context: RouteContext, choose: Choice): RequestHandler {
  return async (req, res) => {
    const actor = actorOf(res)
    const view = viewOf(context, req, res)
    const { version, publicUrl } = context.config
    const { platforms: lms } = context.lms
    const platforms = await lms.list(actor)
    const test = async (id: string) => [id, await lms.test(actor, id, view.lang)] as const
    const [connections, readiness, launches, findings] = await Promise.all([
      context.admin.listConnections(actor),
      context.ready(),
      readDiagnosis({ events: context.lms.launches, platforms, publicUrl }, view.lang),
      Promise.all(choose(platforms, req).map(test)),
    ])
    const tested = new Map(findings)
    const { error } = parseInput(query, req.query)
    const asked = error
      ? { id: error, found: launches.failures.filter(({ errorId }) => errorId === error.toLowerCase()) }
      : null
    const props = { view, connections, readiness, version, publicUrl, launches, tested, asked }
    page(res, h(DiagnosisPage, props))
  }
}

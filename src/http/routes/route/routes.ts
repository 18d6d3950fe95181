import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { parseHours, zeroHours } from '#domain/hours'
import type { RouteAction } from '#domain/routes/route'
import { hoursText, idSchema, parseInput } from '../../input.ts'
import { MyRoutePage } from '../../pages/route/my-route.page.tsx'
import { RoutePage } from '../../pages/route/route.page.tsx'
import { RouteDiffPage } from '../../pages/route/route-diff.page.tsx'
import { RouteDonePage } from '../../pages/route/route-done.page.tsx'
import { RoutesPage, type RoutesProps, SHOWN } from '../../pages/route/routes.page.tsx'
import { routePath } from '../../ui/route/words.ts'
import type { View } from '../../view.ts'
import { actorOf, noticeOf, page, type RouteContext, redirectTo, redirectWith, viewOf } from '../context.ts'
import { said } from './route-actions.ts'

const PAGE_ROWS = 50

const listQuery = z.object({ show: z.enum(SHOWN).catch('mine'), after: idSchema.optional() })
const revisionQuery = z.object({ revision: z.coerce.number().int().min(1).optional() })
const diffQuery = z.object({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) })
const startBody = z.object({
  enrolment: idSchema.optional(),
  organisation: z.string().trim().max(300).optional(),
  programme: idSchema.optional(),
  orderedHours: z.string().trim().max(40).catch(''),
})

/** P3 and «Маршруты»: what is read; what is done stands in `route-actions.ts`. */
export function routePages(context: RouteContext): Router {
  const router = Router()
  router.get('/route', showMine(context))
  router.get('/routes', showList(context))
  router.post('/routes', start(context))
  router.get('/routes/:id', showRoute(context))
  router.get('/routes/:id/diff', showDiff(context))
  router.get('/routes/:id/done', showDone(context))
  return router
}

/** One route is shown at once; none or several are chosen from. */
function showMine(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const actor = actorOf(res)
    const view = viewOf(context, req, res)
    const [mine, waiting] = await Promise.all([
      context.routes.mine(actor),
      context.routes.list(actor, { show: 'mine', limit: 1 }),
    ])
    const decides = waiting.rows.length > 0
    const [only] = mine
    if (mine.length === 1 && only?.route) {
      const notice = noticeOf(context, req, res)
      return page(res, h(RoutePage, { view, route: only.route, notice, errors: {}, typed: {}, decides }))
    }
    page(res, h(MyRoutePage, { view, mine, decides }))
  }
}

function showList(context: RouteContext): RequestHandler {
  return (req, res) => renderList(context, req, res)
}

/** @param typed a school's plan that could not be begun so, with what is wrong at its fields */
async function renderList(
  context: RouteContext,
  req: Request,
  res: Response,
  typed: Pick<RoutesProps, 'draft' | 'errors'> = {},
): Promise<void> {
  const actor = actorOf(res)
  const { show, after } = parseInput(listQuery, req.query)
  const [{ rows, next }, schoolProgrammes, startable] = await Promise.all([
    context.routes.list(actor, { show, limit: PAGE_ROWS, ...(after && { after }) }),
    context.routes.schoolProgrammes(actor),
    context.routes.startable(actor),
  ])
  const nextHref = next === null ? null : `/routes?${new URLSearchParams({ show, after: next })}`
  const props = { view: viewOf(context, req, res), show, rows, nextHref, schoolProgrammes, startable }
  page(res, h(RoutesPage, { ...props, ...typed }), typed.errors ? 422 : 200)
}

function start(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { enrolment, organisation = '', programme = '', orderedHours } = parseInput(startBody, req.body)
    const errors = enrolment ? {} : schoolFaults(viewOf(context, req, res), organisation, orderedHours)
    if (Object.keys(errors).length > 0)
      return renderList(context, req, res, { draft: { programme, organisation, orderedHours }, errors })
    const key = enrolment ? { enrolmentId: enrolment } : { organisation, programmeId: programme }
    const ordered = orderedHours ? { orderedHours: parseHours(orderedHours) } : {}
    const { id } = await context.routes.start(actorOf(res), { ...key, ...ordered })
    redirectWith(context, res, routePath(id), said('started'))
  }
}

function schoolFaults({ t }: View, organisation: string, hours: string): Record<string, string> {
  const isNumber = hoursText.safeParse(hours).success && parseHours(hours) > zeroHours
  return {
    ...(organisation === '' && { organisation: t.routes.organisationMissing }),
    ...(hours !== '' && !isNumber && { orderedHours: t.routes.orderedHoursWrong }),
  }
}

function showRoute(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { revision } = parseInput(revisionQuery, req.query)
    const route = await context.routes.read(actorOf(res), String(req.params.id), revision)
    const notice = noticeOf(context, req, res)
    page(res, h(RoutePage, { view: viewOf(context, req, res), route, notice, errors: {}, typed: {} }))
  }
}

const DECISIONS: readonly RouteAction[] = ['send', 'take', 'return']

/** What whoever looks decided last; the route itself once something else has happened to it. */
function showDone(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const actor = actorOf(res)
    const route = await context.routes.read(actor, String(req.params.id))
    const line = route.history.findLast(({ action }) => action !== 'comment')
    if (line?.by !== actor.personId || !DECISIONS.includes(line.action))
      return redirectTo(res, routePath(route.id))
    page(res, h(RouteDonePage, { view: viewOf(context, req, res), route, line }))
  }
}

function showDiff(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { from, to } = parseInput(diffQuery, req.query)
    const id = String(req.params.id)
    const actor = actorOf(res)
    const [route, diff] = await Promise.all([
      context.routes.read(actor, id),
      context.routes.diff(actor, id, from, to),
    ])
    page(res, h(RouteDiffPage, { view: viewOf(context, req, res), route, from, to, diff }))
  }
}

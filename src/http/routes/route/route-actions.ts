/** What is done with a route: a form each, then a page that can be reloaded. A refusal keeps what was typed. */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { RouteAt, RouteView } from '#credits/routes/contract'
import { AppError } from '#domain/errors'
import { describeFailure, failureWords } from '../../failure.ts'
import { parseInput } from '../../input.ts'
import type { Notice } from '../../notice.ts'
import { RoutePage } from '../../pages/route/route.page.tsx'
import { routePath } from '../../ui/route/words.ts'
import type { View } from '../../view.ts'
import { actorOf, page, type RouteContext, redirectWith, viewOf } from '../context.ts'
import { faultWords } from './route-faults.ts'

export const said = (text: string, itemId?: string): Notice => ({
  kind: 'route',
  count: 1,
  hours: 0,
  refused: {},
  text,
  ...(itemId && { batchId: itemId }),
})

const text = z.string().max(5000).catch('')
const body = z.object({
  version: z.coerce.number().int().min(1),
  revision: z.coerce.number().int().min(1).catch(1),
  do: z.string().max(20).catch(''),
  comment: text,
  orderNumber: text,
  orderDate: text,
  organisation: text,
  plannedOn: text,
})
type Form = z.infer<typeof body>

/** What was done is told on the route's page, or, without a notice, on a page of its own. */
export type Done = { route: RouteView; notice?: Notice }
type Step = (
  context: RouteContext,
  res: Response,
  at: RouteAt & { revision: number },
  form: Form,
) => Promise<Done>

export function routeActions(context: RouteContext): Router {
  const router = Router()
  for (const [path, step] of Object.entries(STEPS)) router.post(`/routes/:id/${path}`, act(context, step))
  return router
}

const STEPS: Record<string, Step> = {
  async send(context, res, at, { comment }) {
    return { route: await context.routes.send(actorOf(res), at, comment || undefined) }
  },
  async withdraw(context, res, at) {
    return { route: await context.routes.withdraw(actorOf(res), at), notice: said('withdrawn') }
  },
  async decide(context, res, at, form) {
    if (form.do === 'return')
      return { route: await context.routes.returnForRework(actorOf(res), at, form.comment) }
    const order =
      form.orderNumber.trim() || form.orderDate
        ? { order: { number: form.orderNumber, date: form.orderDate } }
        : {}
    const comment = form.comment ? { comment: form.comment } : {}
    return { route: await context.routes.take(actorOf(res), at, { ...comment, ...order }) }
  },
  async change(context, res, at) {
    return { route: await context.routes.change(actorOf(res), at), notice: said('changed') }
  },
  async accept(context, res, at) {
    return { route: await context.routes.accept(actorOf(res), at), notice: said('accepted') }
  },
  async comment(context, res, at, { comment }) {
    return { route: await context.routes.comment(actorOf(res), at, comment), notice: said('commented') }
  },
  async 'hand-over'(context, res, at, { organisation }) {
    const route = await context.routes.handOver(actorOf(res), at, organisation)
    return { route, notice: said(route.closed ? 'closed' : 'handed-over') }
  },
  async mandatory(context, res, at, { plannedOn }) {
    return {
      route: await context.routes.addMandatory(actorOf(res), at, plannedOn),
      notice: said('item'),
    }
  },
}

function act(context: RouteContext, step: Step): RequestHandler {
  return async (req, res) => {
    const form = parseInput(body, req.body)
    const id = String(req.params.id)
    const at = { routeId: id, version: form.version, revision: form.revision }
    try {
      const { route, notice } = await step(context, res, at, form)
      redirectWith(context, res, routePath(route.id, notice ? '' : '/done'), notice)
    } catch (error) {
      await showRefusal(context, req, res, error, form)
    }
  }
}

/** The page as it is now, with what was refused and what was typed. @throws the error itself if it is not ours to tell */
export async function showRefusal(
  context: RouteContext,
  req: Request,
  res: Response,
  error: unknown,
  typed: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, string>> = FIELD_OF_PATH,
): Promise<void> {
  const refused = refusalIn(error)
  const view = viewOf(context, req, res)
  const route = await context.routes.read(actorOf(res), String(req.params.id))
  const errors = refusalWords(view, refused, fields)
  const kept = Object.fromEntries(Object.entries(typed).filter(([, value]) => typeof value === 'string'))
  const props = { view, route, notice: null, errors, typed: kept as Record<string, string> }
  page(res, h(RoutePage, props), refused.status)
}

/** What the form's own page tells. @throws what has a page of its own: nothing is there, or somebody else was faster */
export function refusalIn(error: unknown): AppError {
  if (!(error instanceof AppError) || error.status === 404 || error.meanwhile) throw error
  return error
}

/** At the field where there is one, else about the whole. */
export function refusalWords(
  view: View,
  error: AppError,
  fields: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const issues = describeFailure(error).issues
  if (issues.length > 0)
    return Object.fromEntries(
      issues.map(issue => [fields[issue.path] ?? issue.path, faultWords(view, issue)]),
    )
  const [title, cause, remedy] = failureWords(describeFailure(error), view)
  return { [FIELDS[error.code] ?? 'main']: `${title}. ${cause} ${remedy}` }
}

const FIELDS: Readonly<Record<string, string>> = {
  route_comment_required: 'decide-comment',
  route_order_required: 'orderNumber',
}
/** Fields of the route's page by what the use cases call them. */
const FIELD_OF_PATH = { plannedOn: 'mandatory-day', 'order.date': 'orderDate' }

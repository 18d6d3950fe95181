import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { InvalidInputError } from '#domain/errors'
import { PUBLIC_EVENTS } from '#events/schemas'
import { idsSchema, madeAt, parseInput } from '../../input.ts'
import { RemoveWebhookPage, WEBHOOK_DONE, WebhookPage } from '../../pages/api/webhook.page.tsx'
import { type WebhookDraft, WebhooksPage } from '../../pages/api/webhooks.page.tsx'
import type { View } from '../../view.ts'
import { actorOf, page, type RouteContext, redirectTo, viewOf } from '../context.ts'

const draftSchema = z.object({
  title: z.string().max(1000).default(''),
  url: z.string().max(4000).default(''),
  events: idsSchema,
  seenAt: madeAt,
})
const replaySchema = z.object({
  letter: z.string().min(1).max(500).optional(),
  all: z.literal('yes').optional(),
})
const doneSchema = z.object({ done: z.enum(WEBHOOK_DONE).nullable().catch(null).default(null) })

/** What most receivers want to know. */
const USUAL = ['entry.confirmed', 'programme.eligible', 'certificate.issued', 'certificate.annulled']
const EMPTY: WebhookDraft = { title: '', url: '', events: PUBLIC_EVENTS.filter(type => USUAL.includes(type)) }

/** The administrator's pages of webhooks; the right is checked by the use cases. */
export function webhookRoutes(context: RouteContext): Router {
  const router = Router()
  const { webhooks } = context
  const id = (req: Request) => String(req.params.id)
  /** Does it, then shows the address's page with what was done. */
  const act =
    (work: (req: Request, res: Response) => Promise<string>): RequestHandler =>
    async (req, res) => {
      const done = await work(req, res)
      redirectTo(res, `/admin/webhooks/${encodeURIComponent(id(req))}?done=${done}`)
    }
  router.get('/admin/webhooks', (req, res) => list(context, req, res, EMPTY, {}))
  router.post('/admin/webhooks', add(context))
  router.get('/admin/webhooks/:id', show(context))
  router.post('/admin/webhooks/:id/secret', showSecret(context))
  router.get('/admin/webhooks/:id/remove', async (req, res) => {
    const details = await webhooks.read(actorOf(res), id(req))
    page(res, h(RemoveWebhookPage, { view: viewOf(context, req, res), details }))
  })
  router.post('/admin/webhooks/:id/remove', async (req, res) => {
    await webhooks.remove(actorOf(res), id(req))
    redirectTo(res, '/admin/webhooks?done=removed')
  })
  router.post(
    '/admin/webhooks/:id/test',
    act(async (req, res) => ((await webhooks.test(actorOf(res), id(req))).ok ? 'tested' : 'test-failed')),
  )
  for (const [path, active] of [['pause', false] as const, ['resume', true] as const])
    router.post(
      `/admin/webhooks/:id/${path}`,
      act(async (req, res) => {
        await webhooks.setActive(actorOf(res), id(req), active)
        return active ? 'resumed' : 'paused'
      }),
    )
  router.post(
    '/admin/webhooks/:id/rotate',
    act(async (req, res) => {
      await webhooks.rotate(actorOf(res), id(req))
      return 'rotated'
    }),
  )
  router.post(
    '/admin/webhooks/:id/replay',
    act(async (req, res) => {
      const { letter } = parseInput(replaySchema, req.body)
      await webhooks.replay(actorOf(res), id(req), letter)
      return 'replayed'
    }),
  )
  return router
}

async function list(
  context: RouteContext,
  req: Request,
  res: Response,
  draft: WebhookDraft,
  errors: Record<string, string>,
): Promise<void> {
  const endpoints = await context.webhooks.list(actorOf(res))
  const removed = req.query.done === 'removed'
  const status = Object.keys(errors).length > 0 ? 422 : 200
  page(res, h(WebhooksPage, { view: viewOf(context, req, res), endpoints, draft, errors, removed }), status)
}

function add(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { seenAt, ...draft } = parseInput(draftSchema, req.body)
    try {
      const { id } = await context.webhooks.add(actorOf(res), { ...draft, ...(seenAt && { key: seenAt }) })
      redirectTo(res, `/admin/webhooks/${encodeURIComponent(id)}?done=added`)
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error
      await list(context, req, res, draft, errorsOf(viewOf(context, req, res), error))
    }
  }
}

function errorsOf({ t }: View, { issues }: InvalidInputError): Record<string, string> {
  const { title, url, events } = t.webhooks.errors
  const words: Record<string, (message: string) => string> = {
    title: () => title,
    url: message => (url as Record<string, string>)[message] ?? url.not_http,
    events: () => events,
  }
  return Object.fromEntries(issues.map(({ path, message }) => [path, words[path]?.(message) ?? message]))
}

function show(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { done } = parseInput(doneSchema, req.query)
    const details = await context.webhooks.read(actorOf(res), String(req.params.id))
    page(res, h(WebhookPage, { view: viewOf(context, req, res), details, done, secret: null }))
  }
}

/** Asked by a form, so that the secret stands in no address; the page is not kept. */
function showSecret(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const actor = actorOf(res)
    const id = String(req.params.id)
    const [details, secret] = await Promise.all([
      context.webhooks.read(actor, id),
      context.webhooks.secret(actor, id),
    ])
    res.setHeader('Cache-Control', 'no-store')
    page(res, h(WebhookPage, { view: viewOf(context, req, res), details, done: null, secret }))
  }
}

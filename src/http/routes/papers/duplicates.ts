import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { ReasonRequiredError } from '#domain/entries/entry-machine'
import { parseInput } from '../../input.ts'
import { DuplicatePage } from '../../pages/papers/duplicate.page.tsx'
import { bookPath } from '../../ui/book/book-link.ts'
import { addressOf, bookOf } from '../book/book-ref.ts'
import { actorOf, noticeOf, page, type RouteContext, redirectWith, viewOf } from '../context.ts'

/** Duplicates of a lost book: the learner sees them, whoever holds a role towards the book issues one. */
export function duplicateRoutes(context: RouteContext): Router {
  const router = Router()
  for (const root of ['/book', '/learners/:learnerId']) {
    router.get(`${root}/duplicate`, (req, res) => render(context, req, res, {}))
    router.post(`${root}/duplicate`, issue(context))
  }
  return router
}

async function render(
  context: RouteContext,
  req: Request,
  res: Response,
  errors: Record<string, string>,
): Promise<void> {
  const ref = await bookOf(context, req, res)
  const found = await context.keeping.duplicates.list(actorOf(res), ref)
  const view = viewOf(context, req, res)
  const notice = noticeOf(context, req, res)
  const done = notice?.kind === 'recorded' ? (notice.text ?? null) : null
  const status = Object.keys(errors).length > 0 ? 422 : 200
  page(res, h(DuplicatePage, { view, found, address: addressOf(ref), errors, done }), status)
}

const typed = z.object({
  reason: z.string().trim().max(500).catch(''),
  after: z.coerce.number().int().min(0).max(1000),
})

function issue(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const ref = await bookOf(context, req, res)
    const input = parseInput(typed, req.body)
    try {
      const { number } = await context.keeping.duplicates.issue(actorOf(res), { ...ref, ...input })
      const notice = { kind: 'recorded' as const, text: String(number), count: 1, hours: 0, refused: {} }
      redirectWith(context, res, bookPath(addressOf(ref), '/duplicate'), notice)
    } catch (error) {
      if (!(error instanceof ReasonRequiredError)) throw error
      await render(context, req, res, { reason: viewOf(context, req, res).t.duplicate.reasonMissing })
    }
  }
}

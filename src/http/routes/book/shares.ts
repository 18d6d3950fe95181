import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { BookRef } from '#credits/proofs/contract'
import { InvalidInputError } from '#domain/errors'
import { addSpan } from '#domain/time/calendar'
import { madeAt, parseInput } from '../../input.ts'
import { SharesPage } from '../../pages/book/share.page.tsx'
import { NothingSharedPage, SharedBookPage } from '../../pages/book/shared-book.page.tsx'
import { bookPath } from '../../ui/book/book-link.ts'
import { WHOLE_BOOK } from '../../ui/book/listed-lines.ts'
import { actorOf, noticeOf, page, type RouteContext, redirectTo, redirectWith, viewOf } from '../context.ts'
import { askedPart } from './asked-part.ts'
import { addressOf, bookOf } from './book-ref.ts'

/** Links of a book, for the learner and for whoever may write into it. */
export function shareRoutes(context: RouteContext): Router {
  const router = Router()
  for (const root of ['/book', '/learners/:learnerId']) {
    router.get(`${root}/shares`, show(context))
    router.post(`${root}/shares`, make(context))
    router.post(`${root}/shares/:shareId/revoke`, revoke(context))
  }
  return router
}

/** Public: whoever holds the code. */
export function sharedBookRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/share/:code', showShared(context))
  return router
}

const typed = z.object({
  recipient: z.string().trim().max(200).catch(''),
  until: z.string().trim().max(40).catch(''),
})
type Draft = z.infer<typeof typed>

/** A month, unless somebody says otherwise. */
const usualTerm = (today: string) => addSpan(today, { years: 0, months: 1 })

function show(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const ref = await bookOf(context, req, res)
    await render(context, req, res, { ref, errors: {} })
  }
}

async function render(
  context: RouteContext,
  req: Request,
  res: Response,
  { ref, draft, errors }: { ref: BookRef; draft?: Draft; errors: Record<string, string> },
): Promise<void> {
  const shares = await context.keeping.shares.list(actorOf(res), ref)
  const view = viewOf(context, req, res)
  const notice = noticeOf(context, req, res)
  const isMade = notice?.kind === 'shared' && notice.text !== undefined
  const props = {
    view,
    shares,
    address: addressOf(ref),
    draft: draft ?? { recipient: '', until: usualTerm(shares.today) },
    errors,
    made: isMade ? `${context.config.publicUrl}/share/${notice.text}` : null,
    done: notice?.kind === 'unshared' ? view.t.share.revoked : null,
  }
  page(res, h(SharesPage, props), Object.keys(errors).length > 0 ? 422 : 200)
}

function make(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const ref = await bookOf(context, req, res)
    const draft = parseInput(typed, req.body)
    const { seenAt } = parseInput(z.object({ seenAt: madeAt }), req.body)
    try {
      const input = { ...ref, ...draft, ...(seenAt && { key: seenAt }) }
      const { code, share } = await context.keeping.shares.create(actorOf(res), input)
      if (share.state !== 'valid') return redirectTo(res, bookPath(addressOf(ref), '/shares'))
      const notice = { kind: 'shared' as const, text: code, count: 1, hours: 0, refused: {} }
      redirectWith(context, res, bookPath(addressOf(ref), '/shares'), notice)
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error
      const { share } = viewOf(context, req, res).t
      const words: Record<string, string> = { recipient: share.recipientMissing, until: share.untilWrong }
      const errors = Object.fromEntries(error.issues.map(({ path }) => [path, words[path] ?? path]))
      await render(context, req, res, { ref, draft, errors })
    }
  }
}

function revoke(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const ref = await bookOf(context, req, res)
    await context.keeping.shares.revoke(actorOf(res), { id: String(req.params.shareId) })
    const notice = { kind: 'unshared' as const, count: 1, hours: 0, refused: {} }
    redirectWith(context, res, bookPath(addressOf(ref), '/shares'), notice)
  }
}

function showShared(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const found = await context.keeping.shares.open(String(req.params.code))
    const view = viewOf(context, req, res)
    // the address is the key: it goes to no other site, no cache and no search engine
    res.setHeader('Cache-Control', 'no-store')
    res.setHeader('Referrer-Policy', 'no-referrer')
    res.setHeader('X-Robots-Tag', 'noindex, nofollow')
    const asked = { ...WHOLE_BOOK, ...parseInput(askedPart, req.query) }
    if (found) return page(res, h(SharedBookPage, { view, asked, ...found }))
    page(res, h(NothingSharedPage, { view }), 404)
  }
}

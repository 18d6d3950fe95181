import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { BooksView, BookView } from '#credits/contract'
import { NotFoundError } from '#domain/errors'
import { idSchema, parseInput } from '../../input.ts'
import { sendKept } from '../../kept-pages.ts'
import { dutiesOf } from '../../middleware/duties.ts'
import type { Notice } from '../../notice.ts'
import { BookPage } from '../../pages/book/book.page.tsx'
import { CountedPage } from '../../pages/book/counted.page.tsx'
import { EntryPage } from '../../pages/book/entry.page.tsx'
import { bookPath } from '../../ui/book/book-link.ts'
import { BOOK_FILTERS, WHOLE_BOOK } from '../../ui/book/listed-lines.ts'
import { actorOf, noticeOf, page, type RouteContext, redirectWith, safePath, viewOf } from '../context.ts'
import { askedPart } from './asked-part.ts'
import { findLine } from './find-line.ts'

const query = askedPart.extend({
  programme: idSchema.optional(),
  show: z.enum(BOOK_FILTERS).catch('all'),
  /** Of a link that was placed for one module. */
  module: idSchema.optional(),
})

/** `/book…` is one's own book, `/learners/:learnerId…` anybody's whom the actor may see. */
export function bookRoutes(context: RouteContext): Router {
  const router = Router()
  for (const root of ['/book', '/learners/:learnerId']) {
    router.get(root, showBook(context))
    router.get(`${root}/counted`, showCounted(context))
    router.get(`${root}/entries/:entryId`, showEntry(context))
  }
  // nobody but the learner reminds
  router.post('/book/entries/:entryId/remind', remind(context))
  return router
}

export const learnerOf = (req: Request): string | null => {
  const id = req.params.learnerId
  return typeof id === 'string' ? id : null
}

const which = (req: Request, programme: string | undefined) => {
  const learnerId = learnerOf(req)
  return { ...(learnerId !== null && { learnerId }), ...(programme && { programmeId: programme }) }
}

function showBook(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { programme, show, page, open, module = null } = parseInput(query, req.query)
    const books = await context.credits.readBooks(actorOf(res), which(req, programme))
    await rememberBook(context, req, res, books)
    const view = viewOf(context, req, res)
    const learnerId = learnerOf(req)
    const courses = learnerId === null ? await coursesOf(context, books.book) : {}
    sendKept(res, BookPage, { view, books, courses, learnerId, asked: { show, page, open, module } })
  }
}

/** Of the mandatory modules, while one of them lacks. */
async function coursesOf({ courseLinks }: RouteContext, book: BookView | null) {
  const lacks = book?.progress.requirements.some(({ id, met }) => id === 'invariant-modules' && !met)
  return book && lacks ? courseLinks(book.programme.modules.filter(({ part }) => part === 'invariant')) : {}
}

/** Whoever has several books finds the one they looked at last, also on another machine. */
async function rememberBook(
  { people }: RouteContext,
  req: Request,
  res: Response,
  books: BooksView,
): Promise<void> {
  const isChoice = learnerOf(req) === null && req.query.programme !== undefined && books.programmes.length > 1
  if (isChoice && books.book) await people.setOpenedProgramme(actorOf(res).personId, books.book.programme.id)
}

function showCounted(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { programme, page: part, open } = parseInput(query, req.query)
    const { book } = await context.credits.readBooks(actorOf(res), which(req, programme))
    if (!book) throw new NotFoundError('no enrolment')
    const address = { learnerId: learnerOf(req), programmeId: book.programme.id }
    const asked = { ...WHOLE_BOOK, page: part, open }
    page(res, h(CountedPage, { view: viewOf(context, req, res), book, address, asked }))
  }
}

function showEntry(context: RouteContext): RequestHandler {
  return async (req: Request, res: Response) => {
    const { programme } = parseInput(query, req.query)
    const actor = actorOf(res)
    const entryId = String(req.params.entryId)
    const { book, programmes, line } = await findLine(context.credits, actor, {
      ...which(req, programme),
      entryId,
    })
    const learnerId = learnerOf(req)
    const isOthers = learnerId !== null && learnerId !== actor.personId
    const canDecide = isOthers && (actor.roles.includes('curator') || dutiesOf(res).length > 0)
    const address = { learnerId, programmeId: book.programme.id }
    const place = { entryId, programmeId: book.programme.id, ...(learnerId !== null && { learnerId }) }
    const source = await context.evidence.read(actor, place)
    const reminded = remindedOf(noticeOf(context, req, res))
    const queue = req.query.return === undefined ? null : safePath(req.query.return, '/queue')
    const seen = { book, programmes, line, address, canDecide, source, reminded, queue }
    page(res, h(EntryPage, { view: viewOf(context, req, res), ...seen }))
  }
}

const remindedOf = (notice: Notice | null): 'now' | 'before' | null =>
  notice?.kind === 'reminded' ? 'now' : notice?.kind === 'reminded-before' ? 'before' : null

function remind(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const entryId = String(req.params.entryId)
    const { entry, isNew } = await context.keeping.reminders.remind(actorOf(res), { entryId })
    const notice = {
      kind: isNew ? ('reminded' as const) : ('reminded-before' as const),
      count: 1,
      hours: 0,
      refused: {},
    }
    const address = { learnerId: null, programmeId: entry.programmeId }
    redirectWith(context, res, bookPath(address, `/entries/${encodeURIComponent(entryId)}`), notice)
  }
}

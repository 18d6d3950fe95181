import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { NotEligibleError } from '#credits/errors'
import { lacksOrderOnly } from '#credits/issue/order'
import { InvalidInputError, NotFoundError } from '#domain/errors'
import { fullName } from '#domain/names/full-name'
import { idSchema, parseInput } from '../../input.ts'
import { orderOf } from '../../order-input.ts'
import { LearnersPage } from '../../pages/book/learners.page.tsx'
import { IssuePage } from '../../pages/issue/issue.page.tsx'
import { ReadyPage } from '../../pages/issue/ready.page.tsx'
import { WaitingPage } from '../../pages/issue/waiting.page.tsx'
import { sendFile } from '../../send-file.ts'
import { readWaiting } from '../../waiting.ts'
import { actorOf, noticeOf, page, type RouteContext, redirectWith, viewOf } from '../context.ts'

const PAGE_ROWS = 50
const LATEST_BATCHES = 3

const MOST_FOUND = 200
const finding = z.object({ find: z.string().trim().max(100).catch('') })
const paging = z.object({ after: idSchema.optional() })
const tabs = z.object({ tab: z.enum(['ready', 'waiting']).catch('ready'), missing: idSchema.optional() })
const whose = z.object({ learner: idSchema, programme: idSchema })

/** P7 one at a time, and the list of learners. */
export function issueRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/learners', listLearners(context))
  router.get('/issue', listReady(context))
  router.get('/issue/:enrolmentId', showIssue(context))
  router.post('/issue/:enrolmentId', issue(context))
  router.get('/issue/:enrolmentId/preview', preview(context))
  router.get('/certificates/:id/pdf', download(context))
  return router
}

const nextHref = (path: string, next: string | null): string | null =>
  next === null ? null : `${path}?${new URLSearchParams({ after: next })}`

function readRows(context: RouteContext, req: Request, res: Response, eligible?: boolean) {
  const { after } = parseInput(paging, req.query)
  const q = { limit: PAGE_ROWS, ...(after && { after }), ...(eligible !== undefined && { eligible }) }
  return context.credits.listLearners(actorOf(res), q)
}

function listLearners(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { find } = parseInput(finding, req.query)
    const { rows, next } = find
      ? await context.credits.listLearners(actorOf(res), { family: find, limit: MOST_FOUND })
      : await readRows(context, req, res)
    const view = viewOf(context, req, res)
    page(res, h(LearnersPage, { view, rows, find, nextHref: nextHref('/learners', next) }))
  }
}

function listReady(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { tab, missing } = parseInput(tabs, req.query)
    const view = viewOf(context, req, res)
    const counts = await context.credits.countLearners(actorOf(res))
    if (tab === 'waiting') {
      const waiting = await readWaiting(context.credits, actorOf(res))
      return page(res, h(WaitingPage, { view, waiting, missing: missing ?? null, counts }))
    }
    const { rows, next } = await readRows(context, req, res, true)
    const ready = rows.filter(row => row.certificate?.state !== 'issued')
    const notice = noticeOf(context, req, res)
    const batches = await context.issuing.list(actorOf(res), LATEST_BATCHES)
    const problem = req.query.picked === 'none' ? view.t.issue.nothingPicked : null
    page(
      res,
      h(ReadyPage, {
        view,
        rows: ready,
        counts,
        batches,
        nextHref: nextHref('/issue', next),
        notice,
        problem,
      }),
    )
  }
}

async function renderIssue(
  context: RouteContext,
  req: Request,
  res: Response,
  input: unknown,
  errors: Readonly<Record<string, string>>,
) {
  const { learner, programme } = parseInput(whose, input)
  const { book } = await context.credits.readBooks(actorOf(res), {
    learnerId: learner,
    programmeId: programme,
  })
  if (!book || book.enrolment.id !== req.params.enrolmentId) throw new NotFoundError('no such enrolment')
  const view = viewOf(context, req, res)
  const subject = {
    enrolmentId: book.enrolment.id,
    learnerId: learner,
    programmeId: programme,
    holder: fullName(book.person),
    programme: book.programme.title,
    hours: view.say.hoursLong(book.progress.hours.counted),
    requirements: book.progress.requirements,
    eligible: book.progress.eligible,
    awaitsOrder: lacksOrderOnly(book.progress.requirements.filter(one => !one.met)),
    order: orderOf(input).draft,
    certificate: book.certificate?.state === 'issued' ? book.certificate : null,
    consents: (await context.consents.read(actorOf(res), learner)).consents,
  }
  page(res, h(IssuePage, { view, subject, errors }), Object.keys(errors).length > 0 ? 422 : 200)
}

function showIssue(context: RouteContext): RequestHandler {
  return (req, res) => renderIssue(context, req, res, req.query, {})
}

/** Idempotent by the enrolment itself: a second press, or a second issuer, gets the same certificate. */
function issue(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { t } = viewOf(context, req, res)
    const { order, isWrong } = orderOf(req.body)
    const again = (errors: Record<string, string>) => renderIssue(context, req, res, req.body, errors)
    if (isWrong) return again({ orderNumber: t.issue.orderWrong })
    if (req.body?.checked !== 'yes') return again({ checked: t.issue.checkedMissing })
    const enrolmentId = String(req.params.enrolmentId)
    const certificate = await issueWith(context, res, { enrolmentId, ...(order && { order }) })
    if (!certificate) return again({ orderNumber: t.issue.orderWrong })
    const text = certificate.snapshot?.registrationNumber ?? ''
    const notice = {
      kind: 'issued' as const,
      count: 1,
      hours: 0,
      refused: {},
      text,
      certificateId: certificate.id,
    }
    redirectWith(context, res, '/issue', notice)
  }
}

/** @returns `null` for an order that is none, or missing */
async function issueWith(
  { credits }: RouteContext,
  res: Response,
  input: Parameters<RouteContext['credits']['issueCertificate']>[1],
) {
  try {
    return await credits.issueCertificate(actorOf(res), input)
  } catch (error) {
    if (error instanceof InvalidInputError) return null
    if (error instanceof NotEligibleError && lacksOrderOnly(error.requirements)) return null
    throw error
  }
}

function preview(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const enrolmentId = parseInput(idSchema, req.params.enrolmentId)
    sendFile(res, 'sample', 'pdf', await context.credits.previewCertificate(actorOf(res), { enrolmentId }))
  }
}

function download(context: RouteContext): RequestHandler {
  return async (req, res) => sendPdf(context, req, res)
}

export async function sendPdf(context: RouteContext, req: Request, res: Response): Promise<void> {
  const { certificate, pdf } = await context.credits.readCertificate(actorOf(res), String(req.params.id))
  const number = (certificate.snapshot?.registrationNumber ?? certificate.id).replace(/[^\w-]+/g, '-')
  res.setHeader('Content-Disposition', `attachment; filename="certificate-${number}.pdf"`)
  res.type('application/pdf').send(Buffer.from(pdf))
}

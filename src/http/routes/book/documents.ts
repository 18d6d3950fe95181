import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { SignedCredential } from '#credits/credentials/contract'
import type { Actor } from '#domain/access/actor'
import type { Meanwhile } from '#domain/changes/meanwhile'
import { CONSENT_PURPOSES } from '#domain/consent'
import { ConflictError, InvalidInputError, NotFoundError } from '#domain/errors'
import { parseInput } from '../../input.ts'
import { forgetKeptPages } from '../../kept-pages.ts'
import { ConsentPage, LearnerConsentsPage, type PaperDraft } from '../../pages/book/consent.page.tsx'
import { DOCUMENTS_DONE, DocumentsPage } from '../../pages/book/documents.page.tsx'
import { actorOf, page, type RouteContext, redirectTo, viewOf } from '../context.ts'
import { bookOf } from './book-ref.ts'

const doneSchema = z.object({ done: z.enum(DOCUMENTS_DONE).nullable().catch(null).default(null) })
const purposeSchema = z.enum(CONSENT_PURPOSES)
const decisionSchema = z.object({ given: z.enum(['yes', 'no']), version: z.string().max(40).optional() })
/** What the paper says is never guessed: a form without it records nothing. */
const paperSchema = z.object({
  purpose: purposeSchema,
  given: z.enum(['yes', 'no']),
  paper: z.string().max(1000).catch(''),
})

/** «Документы и данные»: what was issued to the person and what they agreed to; for staff, a learner's consents. */
export function documentRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/documents', show(context))
  router.get('/documents/consents/:purpose', showConsent(context))
  router.post('/documents/consents/:purpose', decide(context))
  const { ownDocuments } = context
  router.get(
    '/certificates/:id/credential.jwt',
    sendCredential((actor, req) => ownDocuments.credential(actor, idOf(req))),
  )
  router.get(
    '/entries/:id/credential.jwt',
    sendCredential((actor, req) => ownDocuments.entryCredential(actor, idOf(req))),
  )
  for (const root of ['/book', '/books/:learnerId'])
    router.get(
      `${root}/credential.jwt`,
      sendCredential(async (actor, req, res) =>
        ownDocuments.bookCredential(actor, await bookOf(context, req, res)),
      ),
    )
  router.get('/learners/:learnerId/consents', (req, res) =>
    showLearner(context, req, res, { purpose: 'processing', given: 'yes', paper: '' }, {}),
  )
  router.post('/learners/:learnerId/consents', recordPaper(context))
  return router
}

function show(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const actor = actorOf(res)
    const { done } = parseInput(doneSchema, req.query)
    const [certificates, consents, books] = await Promise.all([
      context.ownDocuments.list(actor),
      context.consents.read(actor),
      context.credits.readBooks(actor, {}),
    ])
    const { publicUrl } = context.config
    const { programmes } = books
    const view = viewOf(context, req, res)
    page(res, h(DocumentsPage, { view, publicUrl, certificates, programmes, consents, done }))
  }
}

function showConsent(context: RouteContext): RequestHandler {
  return (req, res) => renderConsent(context, req, res)
}

/** @param reworded another wording began to hold before this one was agreed to: nothing was recorded */
async function renderConsent(
  context: RouteContext,
  req: Request,
  res: Response,
  reworded?: Meanwhile,
): Promise<void> {
  const { consents } = await context.consents.read(actorOf(res))
  const consent = consents.find(each => each.purpose === req.params.purpose)
  if (!consent) throw new NotFoundError('no such consent')
  const withdraw = req.query.withdraw === 'yes'
  const props = { view: viewOf(context, req, res), consent, withdraw, reworded }
  page(res, h(ConsentPage, props), reworded ? 409 : 200)
}

function decide(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const purpose = purposeSchema.safeParse(req.params.purpose)
    if (!purpose.success) throw new NotFoundError('no such consent')
    const { given, version } = parseInput(decisionSchema, req.body)
    const isGiven = given === 'yes'
    try {
      await context.consents.decide(actorOf(res), {
        purpose: purpose.data,
        given: isGiven,
        // whoever withdraws need not have read the newest wording
        ...(isGiven && version !== undefined && { version }),
      })
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error
      return renderConsent(context, req, res, error.meanwhile)
    }
    if (!isGiven) forgetKeptPages()
    redirectTo(res, `/documents?done=${isGiven ? 'given' : 'withdrawn'}`)
  }
}

const idOf = (req: Request): string => String(req.params.id)

/** A file to give away; as text, so that a browser shows what it is. */
export function writeCredential(res: Response, { id, jwt }: SignedCredential): void {
  const name = `credential-${id.replace(/^.*\/credentials\//, '').replace(/[^\w-]+/g, '-')}.jwt`
  res.setHeader('Content-Disposition', `attachment; filename="${name}"`)
  res.setHeader('Cache-Control', 'no-store')
  res.type('text/plain').send(jwt)
}

function sendCredential(
  find: (actor: Actor, req: Request, res: Response) => Promise<SignedCredential>,
): RequestHandler {
  return async (req, res) => writeCredential(res, await find(actorOf(res), req, res))
}

async function showLearner(
  context: RouteContext,
  req: Request,
  res: Response,
  draft: PaperDraft,
  errors: Record<string, string>,
): Promise<void> {
  const actor = actorOf(res)
  const { done } = parseInput(doneSchema, req.query)
  const consents = await context.consents.read(actor, String(req.params.learnerId))
  const mayErase = actor.roles.includes('administrator')
  const mayRecord = mayErase || actor.roles.includes('curator')
  const view = viewOf(context, req, res)
  const status = Object.keys(errors).length > 0 ? 422 : 200
  page(res, h(LearnerConsentsPage, { view, consents, draft, errors, done, mayRecord, mayErase }), status)
}

function recordPaper(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const draft = parseInput(paperSchema, req.body)
    const personId = String(req.params.learnerId)
    try {
      const { purpose, paper } = draft
      await context.consents.recordPaper(actorOf(res), {
        ...{ personId, purpose, paper },
        given: draft.given === 'yes',
      })
      if (draft.given !== 'yes') forgetKeptPages()
      redirectTo(res, `/learners/${encodeURIComponent(personId)}/consents?done=recorded`)
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error
      const { paperMissing } = viewOf(context, req, res).t.documents
      await showLearner(context, req, res, draft, { paper: paperMissing })
    }
  }
}

import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { BookRef, ProofDoubt, ProofForm } from '#credits/proofs/contract'
import { fieldOfFault, ProofRefusedError } from '#credits/proofs/errors'
import type { Entry } from '#domain/entries/entry'
import { addDays } from '#domain/time/calendar'
import { idSchema, parseInput } from '../../input.ts'
import { uploadOf } from '../../middleware/upload.ts'
import { type ProofDraft, ProofPage } from '../../pages/papers/proof.page.tsx'
import { ProofSentPage } from '../../pages/papers/proof-sent.page.tsx'
import { type DraftFaults, draftOfEntry, draftOfForm, emptyDraft, readDraft } from '../../proof-draft.ts'
import { acceptScan, SCAN_MEGABYTES, scanFaultWords, sendScanFile, wantsPicture } from '../../scan-upload.ts'
import { bookPath } from '../../ui/book/book-link.ts'
import type { Doubt } from '../../ui/papers/proof-doubts.tsx'
import { dateIn, type View } from '../../view.ts'
import { learnerOf } from '../book/book.ts'
import { addressOf, bookOf } from '../book/book-ref.ts'
import { findLine } from '../book/find-line.ts'
import { actorOf, page, type RouteContext, redirectTo, viewOf } from '../context.ts'

/** P4, for oneself (`/book…`) and by whoever may write into a learner's book. */
export function proofRoutes(context: RouteContext): Router {
  const router = Router()
  for (const root of ['/book', '/learners/:learnerId']) {
    router.get(`${root}/proof`, showForm(context))
    router.post(`${root}/proof`, acceptScan, send(context))
    router.get(`${root}/proof/sent/:entryId`, showSent(context))
    router.get(`${root}/entries/:entryId/scan`, sendScan(context))
  }
  return router
}

/** An entry whose words stand in the form already. */
const prefill = z.object({ entry: idSchema.optional() })

/** In whichever book of the person it stands. */
async function entryOf(context: RouteContext, req: Request, res: Response, entryId: string): Promise<Entry> {
  const learnerId = learnerOf(req)
  const whose = learnerId === null ? {} : { learnerId }
  return (await findLine(context.credits, actorOf(res), { ...whose, entryId })).line.entry
}

function showForm(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const ref = await bookOf(context, req, res)
    const form = await context.keeping.proofs.form(actorOf(res), ref)
    const { entry } = parseInput(prefill, req.query)
    const key = Buffer.from(context.randomBytes(16)).toString('base64url')
    const said = entry ? draftOfEntry(await entryOf(context, req, res, entry), form) : {}
    render(context, req, res, { ref, form, draft: { ...emptyDraft(key), ...said } })
  }
}

interface Rendered {
  ref: BookRef
  form: ProofForm
  draft: ProofDraft
  errors?: Record<string, string>
  doubts?: readonly Doubt[]
}

function render(context: RouteContext, req: Request, res: Response, rendered: Rendered): void {
  const { ref, form, draft, errors = {}, doubts = [] } = rendered
  const view = viewOf(context, req, res)
  const props = { view, form, draft, address: addressOf(ref), errors, doubts, megabytes: SCAN_MEGABYTES }
  page(res, h(ProofPage, props), Object.keys(errors).length + doubts.length > 0 ? 422 : 200)
}

function send(context: RouteContext): RequestHandler {
  const { proofs } = context.keeping
  return async (req, res) => {
    const actor = actorOf(res)
    const ref = await bookOf(context, req, res)
    const { fields, file, fault } = uploadOf(res)
    const typed = readDraft(fields)
    const kept = typed.kept === '' ? null : await proofs.keptScan(actor, typed.kept)
    const scan = file ? await proofs.keepScan(actor, ref, file) : kept
    const { claim, faults } = draftOfForm(typed)
    const draft = { ...typed, scan }
    const view = viewOf(context, req, res)
    const own = { ...wordsOf(view, faults), ...(fault && { scan: scanFaultWords(view, fault) }) }
    const scanId = scan?.id ?? (typed.kept || undefined)
    const input = {
      ...ref,
      key: typed.key,
      claim,
      despite: fields.despite === 'yes',
      ...(scanId !== undefined && { scanId }),
    }
    try {
      if (Object.keys(own).length > 0) throw new ProofRefusedError(await proofs.faults(actor, input))
      const entry = await proofs.send(actor, input)
      redirectTo(res, bookPath(addressOf(ref), `/proof/sent/${entry.id}`))
    } catch (error) {
      if (!(error instanceof ProofRefusedError)) throw error
      const form = await proofs.form(actor, ref)
      const errors = inOrder({ ...wordsOf(view, told(error.faults, faults)), ...own })
      const doubts = error.doubts.map(doubt => doubtWords(view, doubt, typed.date))
      render(context, req, res, { ref, form, draft, errors, doubts })
    }
  }
}

/** As the fields stand on the page. */
const ORDER = 'module title kind form hours provider date documentKind documentNumber scan'.split(' ')

function inOrder(errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    ORDER.flatMap(field => (errors[field] === undefined ? [] : [[field, errors[field]]])),
  )
}

/** Who chose nothing is told that alone, not what follows from it. */
function told(ofClaim: DraftFaults, ofForm: DraftFaults): DraftFaults {
  if (!ofForm.includes('module-missing')) return ofClaim
  return ofClaim.filter(code => !['title-missing', 'kind-missing', 'hours-missing'].includes(code))
}

function wordsOf({ t }: View, faults: DraftFaults): Record<string, string> {
  return Object.fromEntries(faults.map(code => [fieldOf(code), t.proof.faults[code] ?? code]))
}

const fieldOf = (code: DraftFaults[number]): string =>
  code === 'module-missing' ? 'module' : code === 'hours-wrong' ? 'hours' : fieldOfFault(code)

function doubtWords({ t, say }: View, { code, facts }: ProofDoubt, date: string): Doubt {
  const { n = '', id = '' } = facts
  if (code === 'looks-like-duplicate')
    return { text: t.proof.looksAlike(n, say.date(facts.date ?? '')), twin: { id, number: n } }
  const text = facts.until
    ? t.proof.outsideTerm(say.date(date), say.date(facts.from ?? ''), say.date(facts.until))
    : t.proof.outsideOpenTerm(say.date(date), say.date(facts.from ?? ''))
  return { text }
}

function showSent(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const ref = await bookOf(context, req, res)
    const entryId = String(req.params.entryId)
    const { line } = await findLine(context.credits, actorOf(res), { ...ref, entryId })
    const { title, hours, createdAt } = line.entry
    const view = viewOf(context, req, res)
    const { names, days } = await context.keeping.proofs.checkers(actorOf(res), ref)
    const until = addDays(dateIn(view.timeZone, new Date(createdAt)), days)
    const sent = { title, entryId, hours, checkers: names, until }
    page(res, h(ProofSentPage, { view, address: addressOf(ref), ...sent }))
  }
}

function sendScan(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const entryId = String(req.params.entryId)
    sendScanFile(res, await context.keeping.proofs.readScan(actorOf(res), { entryId }), wantsPicture(req))
  }
}

import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { BookRef } from '#credits/proofs/contract'
import { RecordRefusedError } from '#credits/records/errors'
import { ForbiddenError, NotFoundError } from '#domain/errors'
import { fieldsOf, RECORD_KINDS, type RecordContent, type RecordKind } from '#domain/records/record'
import type { BookRecord } from '#store/ports/records'
import { idsSchema, parseInput } from '../../input.ts'
import { uploadOf } from '../../middleware/upload.ts'
import { RecordPage } from '../../pages/papers/record.page.tsx'
import { type RecordDraft, RecordFormPage } from '../../pages/papers/record-form.page.tsx'
import { RecordsPage } from '../../pages/papers/records.page.tsx'
import { acceptScan, SCAN_MEGABYTES, scanFaultWords, sendScanFile, wantsPicture } from '../../scan-upload.ts'
import { bookPath } from '../../ui/book/book-link.ts'
import type { View } from '../../view.ts'
import { addressOf, bookOf } from '../book/book-ref.ts'
import { actorOf, noticeOf, page, type RouteContext, redirectWith, viewOf } from '../context.ts'

/** «Этапы и диагностика» of a book: the learner sees them, whoever holds a role towards the book records. */
export function recordRoutes(context: RouteContext): Router {
  const router = Router()
  for (const root of ['/book', '/learners/:learnerId']) {
    router.get(`${root}/records`, showList(context))
    router.post(`${root}/records/pack`, notePack(context))
    router.get(`${root}/records/new`, showForm(context))
    router.post(`${root}/records`, acceptScan, save(context))
    router.get(`${root}/records/:recordId`, showRecord(context))
    router.get(`${root}/records/:recordId/scan`, sendScan(context))
    router.get(`${root}/records/:recordId/correct`, showForm(context))
    router.post(`${root}/records/:recordId/correct`, acceptScan, save(context))
    router.post(`${root}/records/:recordId/withdraw`, withdraw(context))
  }
  return router
}

const text = (length: number) => z.string().trim().max(length).catch('')
const kindSchema = z.enum(RECORD_KINDS)
const typedSchema = z.object({
  key: text(100),
  kept: text(100),
  steps: z.coerce.number().int().min(0).catch(0),
  title: text(1000),
  date: text(40),
  until: text(40),
  result: text(1000),
  report: text(1000),
  place: text(1000),
  document: text(1000),
  budget: text(1000),
  measures: text(1000),
  level: text(200),
  aim: text(200),
  reason: text(1000),
})

function showList(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const ref = await bookOf(context, req, res)
    const records = await context.keeping.records.list(actorOf(res), ref)
    const view = viewOf(context, req, res)
    const saved = noticeOf(context, req, res)?.kind === 'recorded'
    page(res, h(RecordsPage, { view, records, address: addressOf(ref), saved }))
  }
}

const packSchema = z.object({ missing: idsSchema, version: z.coerce.number().int().min(0) })

function notePack(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const ref = await bookOf(context, req, res)
    const { missing, version: seen } = parseInput(packSchema, req.body)
    await context.keeping.records.notePack(actorOf(res), { ...ref, missing, seen })
    const notice = { kind: 'recorded' as const, count: 1, hours: 0, refused: {} }
    redirectWith(context, res, bookPath(addressOf(ref), '/records'), notice)
  }
}

interface FormState {
  ref: BookRef
  kind: RecordKind
  draft: RecordDraft
  errors: Record<string, string>
  formKey: string
  of: BookRecord | null
  kept: { id: string; name: string } | null
}

async function render(context: RouteContext, req: Request, res: Response, state: FormState): Promise<void> {
  const { ref, ...rest } = state
  const records = await context.keeping.records.list(actorOf(res), ref)
  if (!records.canWrite) throw new ForbiddenError('the learner does not record', { roles: 'curator' })
  const view = viewOf(context, req, res)
  const props = { view, records, address: addressOf(ref), megabytes: SCAN_MEGABYTES, ...rest }
  page(res, h(RecordFormPage, props), Object.keys(state.errors).length > 0 ? 422 : 200)
}

function showForm(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const ref = await bookOf(context, req, res)
    const of = await recordOf(context, req, res, ref)
    const kind = of?.content.kind ?? parseInput(z.object({ kind: kindSchema }), req.query).kind
    const formKey = Buffer.from(context.randomBytes(16)).toString('base64url')
    const draft: RecordDraft = of?.content ?? (await earlierDraft(context, req, res, ref))
    await render(context, req, res, { ref, kind, draft, errors: {}, formKey, of, kept: null })
  }
}

/** The repeat diagnosis of the programme before, to be recorded as the one before this. */
async function earlierDraft(
  context: RouteContext,
  req: Request,
  res: Response,
  ref: BookRef,
): Promise<RecordDraft> {
  const { kind, from } = parseInput(z.object({ kind: kindSchema, from: text(100) }), req.query)
  if (kind !== 'diagnosis-before' || !from) return {}
  const { earlierDiagnosis } = await context.keeping.records.list(actorOf(res), ref)
  return earlierDiagnosis?.record.id === from ? earlierDiagnosis.record.content : {}
}

/** The record of the address, if it names one. @throws {NotFoundError} */
async function recordOf(
  context: RouteContext,
  req: Request,
  res: Response,
  ref: BookRef,
): Promise<BookRecord | null> {
  const id = req.params.recordId
  if (typeof id !== 'string') return null
  const { records } = await context.keeping.records.list(actorOf(res), ref)
  const found = records.find(record => record.id === id)
  if (!found) throw new NotFoundError('no such record')
  return found
}

const contentOf = (kind: RecordKind, typed: z.infer<typeof typedSchema>): RecordContent => ({
  kind,
  ...Object.fromEntries(fieldsOf(kind).map(field => [field, typed[field]])),
})

function save(context: RouteContext): RequestHandler {
  const { proofs, records } = context.keeping
  return async (req, res) => {
    const actor = actorOf(res)
    const { fields, file, fault } = uploadOf(res)
    const ref = await bookOf(context, req, res)
    const of = await recordOf(context, req, res, ref)
    const typed = typedSchema.parse(fields)
    const kind = of?.content.kind ?? parseInput(z.object({ kind: kindSchema }), fields).kind
    const kept = typed.kept ? await proofs.keptScan(actor, typed.kept) : null
    const scan = file ? await proofs.keepScan(actor, ref, file) : kept
    const view = viewOf(context, req, res)
    const content = contentOf(kind, typed)
    const withScan = scan ? { scanId: scan.id } : {}
    try {
      if (fault) throw new RecordRefusedError([])
      if (of) {
        const { steps, reason } = typed
        await records.correct(actor, { id: of.id, steps, content, reason, ...withScan })
      } else await records.record(actor, { ...ref, key: typed.key, content, ...withScan })
      const notice = { kind: 'recorded' as const, count: 1, hours: 0, refused: {} }
      redirectWith(context, res, bookPath(addressOf(ref), '/records'), notice)
    } catch (error) {
      if (!(error instanceof RecordRefusedError)) throw error
      const errors = { ...errorWords(view, error), ...(fault && { scan: scanFaultWords(view, fault) }) }
      await render(context, req, res, { ref, kind, draft: typed, errors, formKey: typed.key, of, kept: scan })
    }
  }
}

function errorWords({ t }: View, { faults }: RecordRefusedError): Record<string, string> {
  return Object.fromEntries(
    faults.map(({ field, code }) => {
      const words = t.records.faults[code] ?? code
      return [field, t.records.faultAt(t.records.fields[field] ?? field, words)]
    }),
  )
}

async function renderRecord(
  context: RouteContext,
  req: Request,
  res: Response,
  errors: Record<string, string>,
): Promise<void> {
  const ref = await bookOf(context, req, res)
  const record = await recordOf(context, req, res, ref)
  if (!record) throw new NotFoundError('no such record')
  const records = await context.keeping.records.list(actorOf(res), ref)
  const props = { view: viewOf(context, req, res), records, record, address: addressOf(ref), errors }
  page(res, h(RecordPage, props), Object.keys(errors).length > 0 ? 422 : 200)
}

function showRecord(context: RouteContext): RequestHandler {
  return (req, res) => renderRecord(context, req, res, {})
}

function withdraw(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const ref = await bookOf(context, req, res)
    const { steps, reason } = parseInput(typedSchema, req.body)
    const id = String(req.params.recordId)
    try {
      await context.keeping.records.withdraw(actorOf(res), { id, steps, reason })
      const notice = { kind: 'recorded' as const, count: 1, hours: 0, refused: {} }
      redirectWith(context, res, bookPath(addressOf(ref), '/records'), notice)
    } catch (error) {
      if (!(error instanceof RecordRefusedError)) throw error
      await renderRecord(context, req, res, errorWords(viewOf(context, req, res), error))
    }
  }
}

function sendScan(context: RouteContext): RequestHandler {
  return async (req, res) => {
    sendScanFile(
      res,
      await context.keeping.records.readScan(actorOf(res), { id: String(req.params.recordId) }),
      wantsPicture(req),
    )
  }
}

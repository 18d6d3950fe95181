import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { BookLine } from '#credits/contract'
import type { Entry } from '#domain/entry'
import { InvalidInputError } from '#domain/errors'
import { type Hours, parseHours } from '#domain/hours'
import { lastStep, type Meanwhile } from '#domain/meanwhile'
import type { Named } from '#domain/regulations/data'
import { describeFailure } from '../failure.ts'
import { dateSchema, hoursText, idSchema, idsSchema, parseInput } from '../input.ts'
import { batchNotice } from '../notice.ts'
import { AcceptPage, type CorrectionDraft, CorrectPage, draftOf } from '../pages/decide.page.tsx'
import { RejectPage } from '../pages/reject.page.tsx'
import type { View } from '../view.ts'
import { actorOf, page, type RouteContext, redirectWith, viewOf } from './context.ts'
import { type FoundLine, findLine } from './find-line.ts'

const draftSchema = z.object({
  hours: z.string().max(40).catch(''),
  date: z.string().max(40).catch(''),
  document: z.string().trim().max(300).catch(''),
  module: z.string().max(200).catch(''),
  papers: idsSchema.catch([]),
  reason: z.string().trim().max(1000).catch(''),
})

/** What a curator decides on a single entry, each on a page of its own. */
export function decideRoutes(context: RouteContext): Router {
  const router = Router()
  const at = '/learners/:learnerId/entries/:entryId'
  router.get(`${at}/accept`, showAccept(context))
  router.post(`${at}/accept`, accept(context))
  router.post(`${at}/tariff`, countByTariff(context))
  router.get(`${at}/correct`, showCorrect(context))
  router.post(`${at}/correct`, correct(context))
  router.get(`${at}/reject`, showReject(context))
  return router
}

function find(context: RouteContext, req: Request, res: Response): Promise<FoundLine> {
  const { programme } = parseInput(z.object({ programme: idSchema.optional() }), req.query)
  return findLine(context.credits, actorOf(res), {
    learnerId: String(req.params.learnerId),
    entryId: String(req.params.entryId),
    ...(programme && { programmeId: programme }),
  })
}

const addressOf = ({ book }: FoundLine) => ({ learnerId: book.person.id, programmeId: book.programme.id })

function showAccept(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const found = await find(context, req, res)
    page(res, h(AcceptPage, { view: viewOf(context, req, res), ...found, address: addressOf(found) }))
  }
}

function accept(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const id = String(req.params.entryId)
    const result = await context.credits.confirmEntries(actorOf(res), {
      entryIds: [id],
      despiteRemarks: [id],
    })
    redirectWith(context, res, '/queue', batchNotice('confirmed', result))
  }
}

/** Two steps of the history in one press: corrected to the tariff's hours, then confirmed. */
function countByTariff(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const actor = actorOf(res)
    const entryId = String(req.params.entryId)
    const { line } = await find(context, req, res)
    const hours = await tariffOf(context, res, line.entry)
    const reason = viewOf(context, req, res).t.queue.tariffReason
    const corrected = await context.credits.correctEntry(actor, { entryId, hours, reason })
    const result = await context.credits.confirmEntries(actor, { entryIds: [corrected.id] })
    redirectWith(context, res, '/queue', batchNotice('confirmed', result))
  }
}

/** The queue works the tariff out; the browser is not believed. */
async function tariffOf(context: RouteContext, res: Response, entry: Entry): Promise<Hours> {
  const after = { programmeId: entry.programmeId, moduleId: entry.moduleId, date: entry.date, id: '' }
  const { groups } = await context.credits.listQueue(actorOf(res), {
    programmeId: entry.programmeId,
    after,
    limit: 200,
  })
  const row = groups.flatMap(group => group.rows).find(one => one.entry.id === entry.id)
  if (!row?.tariffHours) throw new InvalidInputError('the entry has the hours of the tariff already')
  return row.tariffHours
}

function showCorrect(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const found = await find(context, req, res)
    await renderCorrect(context, req, res, found, draftOf(found.line), {})
  }
}

async function renderCorrect(
  context: RouteContext,
  req: Request,
  res: Response,
  found: FoundLine,
  draft: CorrectionDraft,
  errors: Record<string, string>,
): Promise<void> {
  const view = viewOf(context, req, res)
  const papers = await papersOf(context, res, found)
  const props = { view, ...found, address: addressOf(found), draft, errors, papers }
  page(res, h(CorrectPage, props), Object.keys(errors).length > 0 ? 422 : 200)
}

function correct(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const draft = parseInput(draftSchema, req.body)
    const found = await find(context, req, res)
    const changes = changesOf(draft, found.line.entry)
    const errors = faultsOf(draft, changes, viewOf(context, req, res))
    if (Object.keys(errors).length > 0) return renderCorrect(context, req, res, found, draft, errors)
    const { reason } = draft
    try {
      await context.credits.correctEntry(actorOf(res), { entryId: found.line.entry.id, reason, ...changes })
    } catch (error) {
      if (describeFailure(error).status !== 409) throw error
      return renderChanged(context, req, res, draft, describeFailure(error).meanwhile)
    }
    redirectWith(context, res, '/queue', { kind: 'corrected', count: 1, hours: 0, refused: {} })
  }
}

/** Papers that the regulation asks of self-education, for an entry that is one. */
async function papersOf(
  context: RouteContext,
  res: Response,
  { book, line }: FoundLine,
): Promise<readonly Named[]> {
  if (!line.entry.selfEducation) return []
  const ref = { learnerId: book.person.id, programmeId: book.programme.id }
  const { regulation } = await context.keeping.proofs.form(actorOf(res), ref)
  return regulation.selfEducation?.papers ?? []
}

/** Somebody was faster: who, when and what, above the entry that stands now; what was typed stays in the form. */
async function renderChanged(
  context: RouteContext,
  req: Request,
  res: Response,
  draft: CorrectionDraft,
  met: Meanwhile | undefined,
): Promise<void> {
  const found = await newestOf(context, req, res)
  const papers = await papersOf(context, res, found)
  const meanwhile = met ?? lastStep(found.line.entry.history)
  const view = viewOf(context, req, res)
  const props = { view, ...found, address: addressOf(found), draft, errors: {}, papers }
  page(res, h(CorrectPage, meanwhile ? { ...props, meanwhile } : props), 409)
}

/** The entry of the address, or the one that replaced it. */
async function newestOf(context: RouteContext, req: Request, res: Response): Promise<FoundLine> {
  const found = await find(context, req, res)
  const { lines } = found.book
  let { line } = found
  for (let newer: BookLine | undefined = line; newer; ) {
    line = newer
    newer = lines.find(({ entry }) => entry.id === line.entry.supersededBy)
  }
  return { ...found, line }
}

export function changesOf(
  draft: CorrectionDraft,
  entry: Entry,
): { hours?: Hours; date?: string; document?: string; moduleId?: string; papers?: string[] } {
  const hours = hoursText.safeParse(draft.hours).success ? parseHours(draft.hours) : undefined
  return {
    // hours of self-education are set also if they are those that were claimed
    ...(hours !== undefined && (hours !== entry.hours || entry.selfEducation) && { hours }),
    ...(dateSchema.safeParse(draft.date).success && draft.date !== entry.date && { date: draft.date }),
    ...(draft.document !== (entry.document ?? '') && draft.document !== '' && { document: draft.document }),
    ...(draft.module !== '' && { moduleId: draft.module }),
    ...(entry.selfEducation && { papers: [...draft.papers] }),
  }
}

export function faultsOf(
  draft: CorrectionDraft,
  changes: object,
  { t }: Pick<View, 't'>,
): Record<string, string> {
  const errors: Record<string, string> = {}
  if (!hoursText.safeParse(draft.hours).success) errors.hours = t.queue.hoursWrong
  if (!dateSchema.safeParse(draft.date).success) errors.date = t.queue.dateWrong
  if (!draft.reason) errors.reason = t.queue.reasonMissing
  if (Object.keys(errors).length === 0 && Object.keys(changes).length === 0)
    errors.hours = t.queue.nothingChanged
  return errors
}

function showReject(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { book, line } = await find(context, req, res)
    const row = { entry: line.entry, learner: book.person, remarks: [], own: false, tariffHours: null }
    const view = viewOf(context, req, res)
    page(
      res,
      h(RejectPage, {
        view,
        entryIds: [line.entry.id],
        rows: [row],
        back: '/queue',
        problem: null,
        reason: '',
        recent: [],
      }),
    )
  }
}

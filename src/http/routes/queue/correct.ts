import type { Request, RequestHandler, Response } from 'express'
import { h } from 'preact'
import type { BookLine } from '#credits/contract'
import { lastStep, type Meanwhile } from '#domain/changes/meanwhile'
import type { Named } from '#domain/regulations/data'
import { changesOf, draftSchema, faultsOf } from '../../correction.ts'
import { describeFailure } from '../../failure.ts'
import { parseInput } from '../../input.ts'
import { type CorrectionDraft, CorrectPage, draftOf } from '../../pages/queue/decide.page.tsx'
import { backOf } from '../back.ts'
import type { FoundLine } from '../book/find-line.ts'
import { addressOf, foundLine } from '../book/found-line.ts'
import { actorOf, page, type RouteContext, redirectWith, viewOf } from '../context.ts'

export function showCorrect(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const found = await foundLine(context, req, res)
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
  const props = { view, ...found, address: addressOf(found), back: backOf(req), draft, errors, papers }
  page(res, h(CorrectPage, props), Object.keys(errors).length > 0 ? 422 : 200)
}

export function correct(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const draft = parseInput(draftSchema, req.body)
    const found = await foundLine(context, req, res)
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
    redirectWith(context, res, backOf(req), { kind: 'corrected', count: 1, hours: 0, refused: {} })
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
  const props = { view, ...found, address: addressOf(found), back: backOf(req), draft, errors: {}, papers }
  page(res, h(CorrectPage, meanwhile ? { ...props, meanwhile } : props), 409)
}

/** The entry of the address, or the one that replaced it. */
async function newestOf(context: RouteContext, req: Request, res: Response): Promise<FoundLine> {
  const found = await foundLine(context, req, res)
  const { lines } = found.book
  let { line } = found
  for (let newer: BookLine | undefined = line; newer; ) {
    line = newer
    newer = lines.find(({ entry }) => entry.id === line.entry.supersededBy)
  }
  return { ...found, line }
}

/** The form of a correction: what was typed, what it changes, and what is wrong with it. */
import { z } from 'zod'
import type { Entry } from '#domain/entries/entry'
import { MOST_HOURS } from '#domain/entries/paper-claim'
import { type Hours, parseHours } from '#domain/hours'
import { dateSchema, hoursText, idsSchema, isoOf } from './input.ts'
import type { CorrectionDraft } from './pages/queue/decide.page.tsx'
import type { View } from './view.ts'

export const draftSchema = z.object({
  hours: z.string().max(40).catch(''),
  date: z.string().max(40).catch('').transform(isoOf),
  document: z.string().trim().max(300).catch(''),
  module: z.string().max(200).catch(''),
  papers: idsSchema.catch([]),
  reason: z.string().trim().max(1000).catch(''),
})

export interface Changes {
  hours?: Hours
  date?: string
  document?: string
  moduleId?: string
  papers?: string[]
}

export function changesOf(draft: CorrectionDraft, entry: Entry): Changes {
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
  changes: Changes,
  { t }: Pick<View, 't'>,
): Record<string, string> {
  const errors: Record<string, string> = {}
  const isHours = hoursText.safeParse(draft.hours).success && (changes.hours ?? 0) <= MOST_HOURS
  if (!isHours) errors.hours = t.queue.hoursWrong
  if (!dateSchema.safeParse(draft.date).success) errors.date = t.queue.dateWrong
  if (!draft.reason) errors.reason = t.queue.reasonMissing
  if (Object.keys(errors).length === 0 && Object.keys(changes).length === 0)
    errors.hours = t.queue.nothingChanged
  return errors
}

/**
 * Entry (запись): one line of the credit book. Its state machine:
 *
 *     (new) → imported → confirmed → revoked
 *                      → rejected
 *                      → revoked              (the source took the mark back before anybody confirmed it)
 *     imported | confirmed | rejected → superseded  (by a correction, which starts as imported)
 *     imported → imported                            (reminded: the learner asks the curator to look; nothing else changes)
 *     confirmed | rejected → imported               (reverted: an undone batch; the history only grows)
 *
 * A confirmed entry is never edited: a correction supersedes it and needs confirmation again.
 */
import type { Hours } from '../hours.ts'
import type { CalendarDate, EntryStatus, ModuleForm, ModuleKind } from '../kinds.ts'

export type EntryAction = 'import' | 'confirm' | 'reject' | 'supersede' | 'revert' | 'revoke' | 'remind'

/** One step of an entry's history: who, when, why. */
export interface EntryChange {
  action: EntryAction
  from: EntryStatus | null
  to: EntryStatus
  /** Person id, or `system`. */
  by: string
  /** Name and role as they were then (подпись: кто, в какой роли). */
  byName: string
  byRole: string
  /** ISO instant. */
  at: string
  reason?: string
  /** The bulk action this step belongs to; undone as one. */
  batchId?: string
  /** SHA-256 (hex) of the line as it was signed, see `./signature.ts`; only in `confirm`. */
  hash?: string
}

/** Scan of a supporting document (скан подтверждающего документа); its bytes are kept apart. */
export interface EntryScan {
  id: string
  /** As the file was called. */
  name: string
  type: string
  bytes: number
  sha256: string
}

/** Where an entry comes from. */
export type EntryOrigin =
  | { type: 'completion'; connectionId: string; completionKey: string; revision: number }
  /** `connectionId`: of the source that the corrected entry came from. */
  | { type: 'correction'; of: string; connectionId?: string }
  | { type: 'paper' }
  /** One act of a group event, many books. */
  | { type: 'act'; actId: string }

export interface Entry {
  id: string
  learnerId: string
  programmeId: string
  moduleId: string
  kind: ModuleKind
  form: ModuleForm
  /** Наименование мероприятия. */
  title: string
  hours: Hours
  date: CalendarDate
  provider: string
  document?: string
  selfEducation: boolean
  /** Papers that prove self-education, by their ids in the regulation; absent: the document stands for them. */
  papers?: readonly string[]
  scan?: EntryScan
  status: EntryStatus
  origin: EntryOrigin
  history: EntryChange[]
  /** ISO instant of the first step; entries of a book are numbered (№) in this order, then by id. */
  createdAt: string
  supersededBy?: string
  /** ISO instant: when the learner last reminded the curator of it. */
  remindedAt?: string
  /** Certificate that used these hours. */
  consumedBy?: string
  /** The learner whom a signature names, where two records of that person became one later. */
  signedFor?: string
  /** The source now says something else than what was confirmed (отличается от источника). */
  differs?: { field: 'hours' | 'date' | 'state'; was: string; now: string; seenAt: string }[]
}

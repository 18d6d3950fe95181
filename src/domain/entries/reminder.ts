/** Reminding the curator of an entry that waits (напоминание куратору): from when on, and how often. Pure. */

import type { CalendarDate } from '../kinds.ts'
import { addDays, laterOf } from '../time/calendar.ts'
import type { Entry } from './entry.ts'

export interface Wait {
  since: CalendarDate
  /** How long it usually takes; as often the curator may be reminded. */
  days: number
  /** The last reminder. */
  remindedOn?: CalendarDate
  /** First day on which the learner may remind the curator, once more after a reminder. */
  remindFrom: CalendarDate
  /** That day has come. */
  mayRemind: boolean
}

interface WaitContext {
  /** How long an answer usually takes. */
  days: number
  today: CalendarDate
  dateOf(instant: string): CalendarDate
}

/** @returns `null` for what waits no more */
export function waitOf(
  { status, createdAt, remindedAt }: Pick<Entry, 'status' | 'createdAt' | 'remindedAt'>,
  { days, today, dateOf }: WaitContext,
): Wait | null {
  if (status !== 'imported') return null
  const since = dateOf(createdAt)
  const remindedOn = remindedAt === undefined ? undefined : dateOf(remindedAt)
  const remindFrom = addDays(laterOf(since, remindedOn ?? since), days)
  return {
    ...{ since, days, remindFrom, mayRemind: remindFrom <= today },
    ...(remindedOn !== undefined && { remindedOn }),
  }
}

/** What the text of `not-confirmed` says of it. */
export function factsOfWait({ days, remindedOn, remindFrom, mayRemind }: Wait): Record<string, string> {
  return {
    days: String(days),
    ...(remindedOn !== undefined && { reminded: remindedOn }),
    ...(mayRemind ? { mayRemind: 'yes' } : { remindFrom }),
  }
}

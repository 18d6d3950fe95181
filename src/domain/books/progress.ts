/** The explained total (итог с объяснением): what `progress` prints and every page, report and API answer shows. */
import type { Hours } from '../hours.ts'
import type { CalendarDate, Reason, RequirementId } from '../kinds.ts'

/** How one entry counted. `counted + uncounted = claimed`. */
export interface CountedEntry {
  id: string
  counted: Hours
  uncounted: Hours
  /** Present when not all of it counted. */
  reason?: Reason
  /** Facts for the reason's text (`n`, `cap`, `from`, `to` …); texts are made from them in ru and en. */
  facts?: Record<string, string>
  /** Clause of the regulation that decides, e.g. `п. 2.3`. */
  clause?: string
}

export interface Requirement {
  id: RequirementId
  /** e.g. `п. 2.6` */
  clause: string
  met: boolean
  /** What the regulation asks and what is there, machine-readable: hours as `"108.00"`, dates, counts. */
  asks: string
  has: string
  facts?: Record<string, string>
}

export interface Progress {
  hours: {
    required: Hours
    counted: Hours
    /** Hours that would count more if everything awaiting confirmation were confirmed. */
    pending: Hours
    /** Claimed but not counted and not pending. */
    uncounted: Hours
    /** Counted beyond what is required (сверх). */
    surplus: Hours
  }
  entries: CountedEntry[]
  requirements: Requirement[]
  eligible: boolean
  /** First day on which a certificate can be issued, and last day of the term, if the regulation has them. */
  term: { from: CalendarDate; earliestIssue: CalendarDate | null; until: CalendarDate | null }
}

/** What the rules pass along: each entry with the hours it still counts and, once a rule has cut it, why. */
import type { Book, BookEntry, ProgrammeModule } from '../books/book.ts'
import { type Hours, zeroHours } from '../hours.ts'
import type { CalendarDate, Reason } from '../kinds.ts'
import { clauseOfReason, type Regulation } from '../regulations/regulation.ts'

export interface Line {
  readonly entry: BookEntry
  /** Absent: the programme has no such module. */
  readonly module: ProgrammeModule | undefined
  /** Version of the regulation in force on the entry's date. */
  readonly regulation: Regulation
  readonly counted: Hours
  readonly reason?: Reason
  readonly facts?: Readonly<Record<string, string>>
  readonly clause?: string
}

export interface RuleContext {
  readonly book: Book
  /** The version that the book as a whole is judged by: totals, caps, shares, term. */
  readonly regulation: Regulation
  readonly term: { from: CalendarDate; until: CalendarDate | null }
}

/** A rule takes all lines, in order of date and id, and returns them, some of them cut. */
export type Rule = (lines: readonly Line[], context: RuleContext) => readonly Line[]

/** Why a rule does not count an entry; `undefined` where it has nothing against it. */
export type Objection = { facts?: Record<string, string>; clause?: string } | undefined

/** Cuts a line to fewer hours (none by default) with a reason. */
export function cut(line: Line, reason: Reason, objection: Objection = {}, counted: Hours = zeroHours): Line {
  const clause = objection.clause ?? clauseOfReason(line.regulation, reason)
  return {
    ...line,
    counted,
    reason,
    ...(objection.facts && { facts: objection.facts }),
    ...(clause && { clause }),
  }
}

/** A rule that looks at one entry at a time; what an earlier rule has cut keeps its reason. */
export function eachEntry(
  reason: Reason,
  objects: (line: Line, context: RuleContext, lines: readonly Line[]) => Objection,
): Rule {
  return (lines, context) =>
    lines.map(line => {
      if (line.reason) return line
      const objection = objects(line, context, lines)
      return objection ? cut(line, reason, objection) : line
    })
}

/** How texts call an entry: its number in the book, else its id. */
export function nameOf(entry: BookEntry): string {
  return String(entry.number ?? entry.id)
}

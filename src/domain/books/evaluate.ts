/** The evaluator: a book and a regulation in, the explained total out. Pure; any order of entries gives the same answer. */

import { addHours, type Hours, subtractHours, sumHours, zeroHours } from '../hours.ts'
import type { CalendarDate } from '../kinds.ts'
import { type Regulation, regulationInForce, requiredHours, termOf } from '../regulations/regulation.ts'
import { judgeRequirements } from '../requirements/index.ts'
import { RULES } from '../rules/index.ts'
import type { Line, RuleContext } from '../rules/line.ts'
import type { Book, BookEntry } from './book.ts'
import type { CountedEntry, Progress } from './progress.ts'

/** By date, then id: the one order in which entries are judged and answered. */
function inOrder(a: BookEntry, b: BookEntry): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

function linesOf(book: Book, regulation: Regulation, versions: readonly Regulation[]): Line[] {
  const modules = new Map(book.programme.modules.map(module => [module.id, module]))
  return [...book.entries].sort(inOrder).map(entry => ({
    entry,
    module: modules.get(entry.module),
    regulation: regulationInForce(versions, entry.date) ?? regulation,
    counted: entry.hours,
  }))
}

function applyRules(lines: readonly Line[], context: RuleContext): readonly Line[] {
  return RULES.reduce((sofar, rule) => rule(sofar, context), lines)
}

function countedIn(lines: readonly Line[]): Hours {
  return sumHours(lines.map(line => line.counted))
}

/** The same lines as if everything that awaits the curator were confirmed. */
function allConfirmed(lines: readonly Line[]): Line[] {
  return lines.map(line =>
    line.entry.status === 'imported' ? { ...line, entry: { ...line.entry, status: 'confirmed' } } : line,
  )
}

function present(line: Line): CountedEntry {
  const { entry, counted, reason, facts, clause } = line
  return {
    id: entry.id,
    counted,
    uncounted: subtractHours(entry.hours, counted),
    ...(reason && { reason }),
    ...(facts && { facts: { ...facts } }),
    ...(clause && { clause }),
  }
}

function hoursOf(lines: readonly Line[], ifConfirmed: readonly Line[], required: Hours): Progress['hours'] {
  const counted = countedIn(lines)
  const claimed = sumHours(lines.map(line => line.entry.hours))
  const pending = subtractHours(countedIn(ifConfirmed), counted)
  return {
    required,
    counted,
    pending,
    uncounted: subtractHours(claimed, addHours(counted, pending)),
    surplus: required === 0 ? zeroHours : subtractHours(counted, required),
  }
}

/**
 * Whether, and how, a book meets a regulation.
 *
 * @param book entries of any status, in any order; never changed
 * @param regulation the version that the book as a whole is judged by
 * @param today calendar date at the issuing organisation, no time zone
 * @param versions all versions of the regulation: an entry is judged by the one in force on its completion date
 * @returns entries by date and id with the hours counted and why not all, and each requirement in the order of the text
 */
export function evaluate(
  book: Book,
  regulation: Regulation,
  today: CalendarDate,
  versions: readonly Regulation[] = [regulation],
): Progress {
  const term = termOf(regulation, book.enrolledOn)
  const context: RuleContext = { book, regulation, term }
  const claimed = linesOf(book, regulation, versions)
  const lines = applyRules(claimed, context)
  const ifConfirmed = applyRules(allConfirmed(claimed), context)
  const hours = hoursOf(lines, ifConfirmed, requiredHours(regulation, book.programme))
  const requirements = judgeRequirements({
    book,
    regulation,
    lines,
    ifConfirmed,
    today,
    counted: hours.counted,
    term,
  })
  return {
    hours,
    entries: lines.map(present),
    requirements,
    eligible: requirements.every(requirement => requirement.met),
    term,
  }
}

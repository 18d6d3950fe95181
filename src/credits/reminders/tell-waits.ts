/** What a book says of time: how long its lines wait, and how long the document usually takes once everything is met. */

import { factsOfWait, waitOf } from '#domain/entries/reminder'
import type { CalendarDate } from '#domain/kinds'
import { localDate } from '#domain/time/local-date'
import type { BookLine, BookView } from '../books/contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { answerDays, issueDays } from './usual.ts'

type Deps = Pick<CreditsDeps, 'stores' | 'timeZone' | 'now'>

/** The same book with its waits; measured only where it says something of them. */
export async function tellWaits(deps: Deps, book: BookView): Promise<BookView> {
  const isWaiting = book.lines.some(({ entry }) => entry.status === 'imported')
  const isReady = book.progress.eligible && book.certificate === null
  const [answer, issue] = await Promise.all([
    isWaiting ? answerDays(deps, book.programme) : undefined,
    isReady ? issueDays(deps, book.programme) : undefined,
  ])
  const told = (line: BookLine) => (answer === undefined ? line : lineWith(deps, line, answer, book.today))
  return { ...book, lines: book.lines.map(told), ...(issue !== undefined && { issueDays: issue }) }
}

function lineWith({ timeZone }: Deps, line: BookLine, days: number, today: CalendarDate): BookLine {
  const dateOf = (instant: string) => localDate(new Date(instant), timeZone)
  const wait = waitOf(line.entry, { days, today, dateOf })
  if (!wait) return line
  const { counted } = line
  const facts = { ...counted.facts, ...factsOfWait(wait) }
  return { ...line, wait, ...(counted.reason === 'not-confirmed' && { counted: { ...counted, facts } }) }
}

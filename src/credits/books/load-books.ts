/** Books as the evaluator reads them: an enrolment, its programme, its entries, its certificate. Few queries for many books. */
import type { Book } from '#domain/books/book'
import { bookEntryOf } from '#domain/books/book-entry'
import { bookKey, groupByBook } from '#domain/books/book-key'
import { evaluate } from '#domain/books/evaluate'
import type { Progress } from '#domain/books/progress'
import type { Entry } from '#domain/entries/entry'
import { numberEntries } from '#domain/entries/entry-numbers'
import { sharedSourceOf } from '#domain/entries/shared-source'
import type { CalendarDate } from '#domain/kinds'
import type { Regulation } from '#domain/regulations/regulation'
import { localDate } from '#domain/time/local-date'
import type { Certificate } from '#store/ports/certificates'
import type { Enrolment, StoredProgramme } from '#store/ports/people'
import type { ReadBook } from '#store/ports/read-book'
import type { CreditsDeps } from '../deps.ts'
import { type RouteTurns, readRouteTurns } from './route-turns.ts'
import { readUsedSources, type UsedSources, usedNowhere } from './used-elsewhere.ts'

export type BookDeps = Pick<CreditsDeps, 'stores' | 'regulations' | 'now' | 'timeZone'>

export interface LoadedBook {
  enrolment: Enrolment
  programme: StoredProgramme
  /** In book order: createdAt, id. */
  entries: Entry[]
  /** № by entry id. */
  numbers: Map<string, number>
  certificate: Certificate | null
  /** The version that the book is judged by: in force on the day of enrolment. */
  regulation: Regulation
  progress: Progress
}

/** What whoever asks has read already. */
export interface AtHand {
  /** By id, those of the enrolments. */
  programmes: ReadonlyMap<string, StoredProgramme>
  /** All of these learners. */
  enrolments: readonly Enrolment[]
}

interface Reading {
  /** Judged as of this day, without entries of later days; default: today, all of them. */
  asOf?: CalendarDate
  /** Not read again. */
  atHand?: AtHand
}

/** The books of these enrolments; one whose programme is gone is left out. */
export async function loadBooks(
  deps: BookDeps,
  enrolments: readonly Enrolment[],
  { asOf, atHand }: Reading = {},
): Promise<LoadedBook[]> {
  if (enrolments.length === 0) return []
  const { stores } = deps
  const [entries, certificates, programmes, all] = await Promise.all([
    stores.entries.ofBooks(enrolments.map(({ learnerId, programmeId }) => ({ learnerId, programmeId }))),
    stores.certificates.byEnrolments(enrolments.map(enrolment => enrolment.id)),
    atHand?.programmes ?? stores.programmes.byIds([...new Set(enrolments.map(each => each.programmeId))]),
    atHand?.enrolments ?? stores.enrolments.byLearners([...new Set(enrolments.map(each => each.learnerId))]),
  ])
  const [used, turns] = await Promise.all([
    readUsedSources(stores, all),
    asOf === undefined ? readRouteTurns(deps, enrolments, programmes) : new Map(),
  ])
  const until = entries.filter(entry => asOf === undefined || entry.date <= asOf)
  return judgeBooks(deps, { enrolments, programmes, entries: until, certificates, used, turns }, asOf)
}

/**
 * Books for their summaries, read by one round of queries; without an enrolment there is none. A certificate changes a
 * total only if some entry was used by one, so it is looked for only then.
 */
export async function loadForSummaries(deps: BookDeps, books: readonly ReadBook[]): Promise<LoadedBook[]> {
  if (books.length === 0) return []
  const { stores } = deps
  const wanted = new Set(books.map(bookKey))
  const [{ found, entries }, programmes] = await Promise.all([
    readBooks(stores, books),
    stores.programmes.byIds([...new Set(books.map(book => book.programmeId))]),
  ])
  const used = await readUsedSources(stores, found)
  const enrolments = found.filter(enrolment => wanted.has(bookKey(enrolment)))
  const isConsumed = entries.some(entry => entry.consumedBy !== undefined)
  const ids = enrolments.map(enrolment => enrolment.id)
  const certificates = isConsumed ? await stores.certificates.byEnrolments(ids) : new Map()
  return judgeBooks(deps, { enrolments, programmes, entries, certificates, used })
}

async function readBooks(
  { enrolments, entries }: Pick<BookDeps['stores'], 'enrolments' | 'entries'>,
  books: readonly ReadBook[],
): Promise<{ found: Enrolment[]; entries: Entry[] }> {
  const given = books.flatMap(({ read }) => read ?? [])
  const keys = books.filter(book => !book.read)
  // With the total of before first: entries that come after it are seen, or the total will be another.
  const ofLearners =
    keys.length > 0 ? await enrolments.byLearners([...new Set(keys.map(key => key.learnerId))]) : []
  const ofBooks = keys.length > 0 ? await entries.ofBooks(keys) : []
  const found = [...given.flatMap(book => book.enrolments), ...ofLearners]
  return {
    found: [...new Map(found.map(enrolment => [enrolment.id, enrolment])).values()],
    entries: [...given.flatMap(book => book.entries), ...ofBooks],
  }
}

interface Found {
  enrolments: readonly Enrolment[]
  programmes: ReadonlyMap<string, StoredProgramme>
  entries: readonly Entry[]
  certificates: ReadonlyMap<string, Certificate>
  used: UsedSources
  /** Absent: not asked for, as in a summary, or of a past day. */
  turns?: RouteTurns
}

function judgeBooks(
  deps: BookDeps,
  { enrolments, programmes, entries, certificates, used, turns = new Map() }: Found,
  asOf: CalendarDate = todayOf(deps),
): LoadedBook[] {
  const ofBook = groupByBook(entries)
  return enrolments.flatMap(enrolment => {
    const programme = programmes.get(enrolment.programmeId)
    if (!programme) return []
    const certificate = certificates.get(enrolment.id) ?? null
    const parts = { enrolment, programme, entries: ofBook.get(bookKey(enrolment)) ?? [], certificate }
    return [judge(deps, parts, asOf, { used, turns })]
  })
}

type Parts = Pick<LoadedBook, 'enrolment' | 'programme' | 'entries' | 'certificate'>

/** What is known of a book from outside it. */
type Around = Required<Pick<Found, 'used' | 'turns'>>

function judge(deps: BookDeps, parts: Parts, on: CalendarDate, { used, turns }: Around): LoadedBook {
  const { programme, enrolment, entries } = parts
  const numbers = numberEntries(entries)
  const regulation = deps.regulations.inForce(programme.regulation, enrolment.enrolledOn)
  const versions = deps.regulations.all().filter(version => version.id === programme.regulation)
  const isExclusive = regulation.sharedModules.policy === 'exclusive'
  const own = bookOf(deps, parts, numbers, isExclusive ? used : usedNowhere)
  const routeWaitsFor = turns.get(enrolment.id)
  const book = { ...own, ...(routeWaitsFor && { routeWaitsFor }) }
  return { ...parts, numbers, regulation, progress: evaluate(book, regulation, on, versions) }
}

export function todayOf(deps: BookDeps): CalendarDate {
  return localDate(deps.now(), deps.timeZone)
}

/**
 * Hours that this enrolment's own certificate used still count in its own book: the total that it was issued for stays
 * visible. Hours that another one used do not, nor does work that counted in another programme where the regulation counts it once.
 */
function bookOf(deps: BookDeps, parts: Parts, numbers: Map<string, number>, used: UsedSources): Book {
  const { enrolment, programme, entries, certificate } = parts
  const dateOf = (instant: string) => localDate(new Date(instant), deps.timeZone)
  const byId = new Map(entries.map(entry => [entry.id, entry]))
  return {
    regulation: programme.regulation,
    enrolledOn: enrolment.enrolledOn,
    programme: {
      title: programme.title,
      modules: programme.modules,
      ...(programme.decisions && { decisions: programme.decisions }),
    },
    entries: entries.map(entry => {
      const number = numbers.get(entry.id)
      const { consumedBy, ...own } = bookEntryOf(entry, { dateOf, ...(number !== undefined && { number }) })
      if (consumedBy !== undefined) return entry.consumedBy === certificate?.id ? own : { ...own, consumedBy }
      const source = sharedSourceOf(entry, byId)
      const usedBy = source === undefined ? undefined : used(enrolment, source)
      return usedBy === undefined ? own : { ...own, consumedBy: usedBy }
    }),
    facts: enrolment.facts,
  }
}

/** What an act means for each book: judged the same for the preview and for the posting. */
import type { Actor } from '#domain/access/actor'
import { bookKey, groupByBook } from '#domain/books/book-key'
import type { Entry } from '#domain/entries/entry'
import { importedChange } from '#domain/entries/entry-machine'
import { type ClaimedLine, lineOfClaim, MOST_HOURS, termMissed } from '#domain/entries/paper-claim'
import { remarksOf } from '#domain/entries/remarks'
import { sumHours, zeroHours } from '#domain/hours'
import type { Enrolment, StoredProgramme } from '#store/ports/people'
import { todayOf } from '../books/load-books.ts'
import { personOrId } from '../books/views.ts'
import type { CreditsDeps } from '../deps.ts'
import { sha256 } from '../sha256.ts'
import { loadRoles } from '../writing/roles.ts'
import { type Acting, actAsWriter } from '../writing/seen-book.ts'
import type { ActFault, ActInput, ActOutcome, ActPreview, ActRow } from './contract.ts'

export interface WeighedRow extends ActRow {
  learnerId: string
  /** What would be written. */
  entry?: Entry
}

export interface Weighed extends Omit<ActPreview, 'rows'> {
  id: string
  rows: WeighedRow[]
  acting: Acting
}

/** Outcomes that write a line. */
const WRITES: readonly ActOutcome[] = ['new', 'twin', 'outside-term']

const actIdOf = (programmeId: string, number: string): string =>
  sha256(JSON.stringify([programmeId, number.trim().toLowerCase().replace(/\s+/g, ' ')])).slice(0, 32)

interface Scales {
  deps: CreditsDeps
  actor: Actor
  programme: StoredProgramme
  actId: string
  found: ClaimedLine | { faults: ActFault[] }
  known: Known
  at: string
}

export async function weigh(
  deps: CreditsDeps,
  actor: Actor,
  programme: StoredProgramme,
  input: ActInput,
): Promise<Weighed> {
  const actId = actIdOf(programme.id, input.number)
  const participants = [...new Map(input.participants.map(each => [each.learnerId, each])).values()]
  const found = lineOf(deps, programme, input)
  const books = participants.map(({ learnerId }) => ({ learnerId, programmeId: programme.id }))
  const known = await load(deps, actor, books)
  const scales = { deps, actor, programme, actId, found, known, at: deps.now().toISOString() }
  const rows = participants.map(participant => rowOf(scales, participant))
  const written = rows.filter(({ outcome }) => WRITES.includes(outcome))
  const acting = participants
    .map(({ learnerId }) => actingOn(scales, learnerId))
    .find(each => each !== undefined)
  return {
    id: actId,
    ...(!('faults' in found) && { line: found }),
    faults: [
      ...(input.number.trim() ? [] : ['number-missing' as const]),
      ...('faults' in found ? found.faults : []),
      ...(participants.some(hasWrongHours) ? ['own-hours' as const] : []),
      ...(participants.some(each => !each.absent) ? [] : ['nobody' as const]),
    ],
    rows,
    entries: written.length,
    hours: sumHours(written.map(row => row.hours)),
    acting: acting ?? { actor },
  }
}

const hasWrongHours = ({ absent, hours }: ActInput['participants'][number]): boolean =>
  !absent && hours !== undefined && (hours === 0 || hours > MOST_HOURS)

/** Whose book it is comes first: nobody writes into their own, nor into one that is not theirs to keep. */
function rowOf(
  scales: Scales,
  { learnerId, absent, hours: own }: ActInput['participants'][number],
): WeighedRow {
  const { actor, found, known, programme, actId, at } = scales
  const hours = own ?? ('faults' in found ? zeroHours : found.hours)
  const base = { learner: personOrId(known.people, learnerId), learnerId, hours }
  const acting = actingOn(scales, learnerId)
  const enrolment = known.enrolments.get(learnerId)
  if (learnerId === actor.personId) return { ...base, outcome: 'own' }
  if (!enrolment || !known.roles.sees({ learnerId, programmeId: programme.id }))
    return { ...base, learner: personOrId(new Map(), learnerId), outcome: 'not-found' }
  if (!acting) return { ...base, outcome: 'other-writes' }
  if (absent) return { ...base, outcome: 'absent', hours: zeroHours }
  if (enrolment.status !== 'active') return { ...base, outcome: 'closed' }
  if ('faults' in found) return { ...base, outcome: 'new' }
  const entry = entryOf(actId, enrolment, { ...found, hours }, { acting, at })
  return { ...base, entry, ...judge(scales, enrolment, entry) }
}

function lineOf(
  deps: CreditsDeps,
  programme: StoredProgramme,
  { claim, number }: ActInput,
): ClaimedLine | { faults: ActFault[] } {
  const today = todayOf(deps)
  const date = claim.date ?? today
  const { documentKind = 'акт', documentNumber = number.trim() || '—' } = claim
  return lineOfClaim(
    { ...claim, documentKind, documentNumber },
    {
      modules: programme.modules,
      provider: programme.provider,
      regulation: deps.regulations.inForce(programme.regulation, date),
      enrolledOn: date,
      today,
    },
  )
}

type Known = Awaited<ReturnType<typeof load>>

async function load(deps: CreditsDeps, actor: Actor, books: { learnerId: string; programmeId: string }[]) {
  const ids = books.map(book => book.learnerId)
  const { people, enrolments, entries } = deps.stores
  const [named, roles, found, siblings] = await Promise.all([
    people.byIds(ids),
    loadRoles(deps, actor, books),
    ids.length > 0 ? enrolments.byLearners(ids) : [],
    books.length > 0 ? entries.ofBooks(books) : [],
  ])
  const ofProgramme = found.filter(each => each.programmeId === books[0]?.programmeId)
  return {
    people: named,
    roles,
    enrolments: new Map(ofProgramme.map(each => [each.learnerId, each])),
    siblings: groupByBook(siblings),
  }
}

/** In which role the actor writes into a learner's book; `undefined`: in none. */
const actingOn = (
  { deps, actor, programme, known }: Pick<Scales, 'deps' | 'actor' | 'programme' | 'known'>,
  learnerId: string,
): Acting | undefined =>
  actAsWriter(actor, known.roles, { learnerId, programmeId: programme.id }, todayOf(deps))

function entryOf(
  actId: string,
  { learnerId, programmeId }: Enrolment,
  { module, ...line }: ClaimedLine,
  { acting, at }: { acting: Acting; at: string },
): Entry {
  const id = `act-${sha256(JSON.stringify([actId, learnerId])).slice(0, 32)}`
  return {
    id,
    learnerId,
    programmeId,
    moduleId: module?.id ?? `act-${actId}`,
    ...line,
    status: 'imported',
    origin: { type: 'act', actId },
    history: [importedChange({ ...acting, at })],
    createdAt: at,
  }
}

function judge(
  { deps, programme, known }: Scales,
  enrolment: Enrolment,
  entry: Entry,
): Pick<ActRow, 'outcome' | 'twin'> {
  const siblings = known.siblings.get(bookKey(enrolment)) ?? []
  if (siblings.some(({ id }) => id === entry.id)) return { outcome: 'posted' }
  const { enrolledOn } = enrolment
  const regulation = deps.regulations.inForce(programme.regulation, entry.date)
  const module = programme.modules.find(({ id }) => id === entry.moduleId)
  const remarks = remarksOf(entry, { module, regulation, siblings, enrolledOn })
  const twin = remarks.find(({ id }) => id === 'looks-like-duplicate')
  if (twin) return { outcome: 'twin', ...(twin.facts.n && { twin: twin.facts.n }) }
  const ofBook = deps.regulations.inForce(programme.regulation, enrolledOn)
  return { outcome: termMissed(entry.date, { regulation: ofBook, enrolledOn }) ? 'outside-term' : 'new' }
}

/** Rows of the queue and the events that they belong to. */
import type { Actor } from '#domain/access/actor'
import type { Entry } from '#domain/entries/entry'
import type { Hours } from '#domain/hours'
import { tariffOf } from '#domain/regulations/regulation'
import type { StoredProgramme } from '#store/ports/people'
import { personOrId } from '../books/views.ts'
import type { QueueGroup, QueueRow } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { loadRoles } from '../writing/roles.ts'
import { signsFor } from '../writing/signers.ts'
import { loadRemarks } from './remarks.ts'

type Programmes = Map<string, StoredProgramme>
/** Before its event was counted. */
export type NewGroup = Omit<QueueGroup, 'reported' | 'rest'>

export async function loadRows(
  deps: CreditsDeps,
  actor: Actor,
  entries: Entry[],
  programmes: Programmes,
): Promise<QueueRow[]> {
  const [people, remarks, roles] = await Promise.all([
    deps.stores.people.byIds([...new Set(entries.map(entry => entry.learnerId))]),
    loadRemarks(deps, entries, programmes),
    loadRoles(deps, actor, entries),
  ])
  return entries.map(entry => ({
    entry,
    learner: personOrId(people, entry.learnerId),
    remarks: remarks(entry),
    own: entry.learnerId === actor.personId,
    ...(roles.programmes.has(entry.programmeId) &&
      !signsFor(roles, entry) && { signedBy: roles.writing(entry, entry.date).sign }),
    tariffHours: tariffHours(deps, entry, programmes.get(entry.programmeId)),
  }))
}

function tariffHours(deps: CreditsDeps, entry: Entry, programme: StoredProgramme | undefined): Hours | null {
  if (!programme) return null
  const kind = programme.modules.find(module => module.id === entry.moduleId)?.kind ?? entry.kind
  const row = tariffOf(deps.regulations.inForce(programme.regulation, entry.date), kind)
  return row && row.hours !== entry.hours ? row.hours : null
}

/**
 * Entries of one event: module × date × source. The rows come in the queue's order, so only sources are told apart anew; a
 * correction stands with the roster of its event, and by itself where there is none.
 *
 * @param titles of connections; an unknown one shows its id, a correction `correction`, paper `paper`
 */
export function groupRows(rows: QueueRow[], programmes: Programmes, titles: Map<string, string>): NewGroup[] {
  const groups = new Map<string, NewGroup>()
  for (const row of rows.toSorted((a, b) => Number(isCorrection(a)) - Number(isCorrection(b)))) {
    const group = [...groups.values()].find(one => belongs(row, one, titles))
    if (group) group.rows.push(row)
    else groups.set(row.entry.id, newGroup(row, programmes, titles))
  }
  const place = new Map(rows.map(({ entry }, i) => [entry.id, i]))
  const placeOf = (group: NewGroup) => Math.min(...group.rows.map(({ entry }) => place.get(entry.id) ?? 0))
  return [...groups.values()].toSorted((a, b) => placeOf(a) - placeOf(b)).map(inOrderOfNames)
}

const collator = new Intl.Collator('ru')

/** As in a roster (ведомость). */
function inOrderOfNames(group: NewGroup): NewGroup {
  const nameOf = ({ learner }: QueueRow) =>
    `${learner.familyName} ${learner.givenName} ${learner.patronymic ?? ''}`
  return { ...group, rows: group.rows.toSorted((a, b) => collator.compare(nameOf(a), nameOf(b))) }
}

const isCorrection = ({ entry }: QueueRow): boolean => entry.origin.type === 'correction'

function belongs(row: QueueRow, group: NewGroup, titles: Map<string, string>): boolean {
  const { programmeId, moduleId, date } = row.entry
  if (group.programme.id !== programmeId || group.module.id !== moduleId || group.date !== date) return false
  return isCorrection(row) || group.source === sourceOf(row.entry, titles)
}

function newGroup(row: QueueRow, programmes: Programmes, titles: Map<string, string>): NewGroup {
  const { entry } = row
  return { ...headOf(entry, programmes), date: entry.date, source: sourceOf(entry, titles), rows: [row] }
}

function sourceOf({ origin }: Entry, titles: Map<string, string>): string {
  return origin.type === 'completion' ? (titles.get(origin.connectionId) ?? origin.connectionId) : origin.type
}

/** A module that the programme lacks is shown as the entry names it. */
function headOf(entry: Entry, programmes: Programmes): Pick<QueueGroup, 'programme' | 'module'> {
  const programme = programmes.get(entry.programmeId)
  const module = programme?.modules.find(each => each.id === entry.moduleId)
  const { title, kind, hours } = module ?? entry
  return {
    programme: { id: entry.programmeId, title: programme?.title ?? entry.programmeId },
    module: { id: entry.moduleId, title, kind, hours },
  }
}

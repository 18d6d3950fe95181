/** What the curator narrows the queue by, as the store asks for it. */
import { NotFoundError } from '#domain/errors'
import { searchKey } from '#domain/names/search-key'
import type { QueueFilter } from '#store/ports/entries'
import type { Stores } from '#store/ports/index'
import type { StoredProgramme } from '#store/ports/people'
import type { QueueQuery } from '../contract.ts'
import { minutesAfter } from '../dates.ts'

/** People whom a part of a name can mean. */
const MOST_PEOPLE = 200
/** Events of no module that are looked at. */
const MOST_EVENTS = 200

const LATE_DAYS = 7

/** What waits since before this instant waits for long. */
export const lateBefore = (now: Date): string => minutesAfter(now, -LATE_DAYS * 24 * 60).toISOString()

interface FilterDeps {
  stores: Pick<Stores, 'people' | 'entries'>
  now(): Date
}

/** @throws {NotFoundError} for a programme that is not among those within reach */
export async function queueFilterOf(
  { stores, now }: FilterDeps,
  programmes: readonly StoredProgramme[],
  { programmeId, connectionId, moduleId, text, reminded, late }: QueueQuery,
): Promise<QueueFilter> {
  const asked = programmes.filter(({ id }) => id === (programmeId ?? id))
  if (programmeId !== undefined && asked.length === 0) throw new NotFoundError('no such programme')
  return {
    programmeIds: asked.map(({ id }) => id),
    ...(connectionId !== undefined && { connectionId }),
    ...(moduleId !== undefined && { moduleId }),
    ...(reminded && { reminded }),
    ...(late && { createdBefore: lateBefore(now()) }),
    ...(text?.trim() && { meant: await meantBy(stores, asked, text) }),
  }
}

/** Modules are few and at hand, so their titles are looked through; of people the index knows the names. */
async function meantBy(
  stores: FilterDeps['stores'],
  programmes: readonly StoredProgramme[],
  text: string,
): Promise<NonNullable<QueueFilter['meant']>> {
  const key = searchKey(text)
  const [found, own] = await Promise.all([
    stores.people.search(text, MOST_PEOPLE),
    ownEvents(stores, programmes, text),
  ])
  const modules = programmes.flatMap(({ id: programmeId, modules }) =>
    modules
      .filter(({ title }) => searchKey(title).includes(key))
      .map(({ id: moduleId }) => ({ programmeId, moduleId })),
  )
  return { learnerIds: found.map(({ id }) => id), modules: [...modules, ...own] }
}

/** Events that are no module of their programme: only their own titles tell of them. */
async function ownEvents(
  { entries }: FilterDeps['stores'],
  programmes: readonly StoredProgramme[],
  text: string,
): Promise<{ programmeId: string; moduleId: string }[]> {
  const modules = new Map(programmes.map(({ id, modules }) => [id, new Set(modules.map(each => each.id))]))
  const found = await entries.claimedTitled([...modules.keys()], text, MOST_EVENTS)
  return found
    .filter(({ programmeId, moduleId }) => !modules.get(programmeId)?.has(moduleId))
    .map(({ programmeId, moduleId }) => ({ programmeId, moduleId }))
}

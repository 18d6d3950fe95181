/** What the curator narrows the queue by, as the store asks for it. */
import { NotFoundError } from '#domain/errors'
import type { QueueFilter } from '#store/ports/entries'
import type { Stores } from '#store/ports/index'
import type { StoredProgramme } from '#store/ports/people'
import type { QueueQuery } from '../contract.ts'

/** People whom a part of a name can mean. */
const MOST_PEOPLE = 200

/** @throws {NotFoundError} for a programme that is not among those within reach */
export async function queueFilterOf(
  stores: Pick<Stores, 'people'>,
  programmes: readonly StoredProgramme[],
  query: Pick<QueueQuery, 'programmeId' | 'connectionId' | 'moduleId' | 'learner'>,
): Promise<QueueFilter> {
  const ids = programmes.map(programme => programme.id)
  if (query.programmeId !== undefined && !ids.includes(query.programmeId)) {
    throw new NotFoundError('no such programme')
  }
  const learner = query.learner?.trim()
  const people = learner ? await stores.people.search(learner, MOST_PEOPLE) : undefined
  return {
    programmeIds: query.programmeId === undefined ? ids : [query.programmeId],
    ...(query.connectionId !== undefined && { connectionId: query.connectionId }),
    ...(query.moduleId !== undefined && { moduleId: query.moduleId }),
    ...(people && { learnerIds: people.map(person => person.id) }),
  }
}

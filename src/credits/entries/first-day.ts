/** Why a queue is empty that never had anything: the sources and the learners are there to be looked at. */
import type { Entry } from '#domain/entries/entry'
import type { Connection } from '#store/ports/connections'
import type { Stores } from '#store/ports/index'
import type { FirstDay } from '../contract.ts'
import { COUNT_LIMIT, upTo } from '../up-to.ts'
import type { Duties } from '../writing/duties.ts'

type Read = Pick<Stores, 'entries' | 'enrolments' | 'completions'>

/** @param page of the queue; one that has anything is no first day */
export async function firstDayOf(
  stores: Read,
  { isWhole, programmes }: Duties,
  sources: readonly Connection[],
  page: readonly Entry[],
): Promise<FirstDay | null> {
  const programmeIds = programmes.map(({ id }) => id)
  if (page.length > 0 || !isWhole || !(await stores.entries.isEmpty(programmeIds))) return null
  const [learners, told] = await Promise.all([
    countLearners(stores, programmeIds),
    Promise.all(sources.map(({ id }) => stores.completions.countKeys(id))),
  ])
  return {
    learners: upTo(learners),
    sources: sources.map(({ title }, i) => ({ title, completions: told[i] ?? 0 })),
  }
}

async function countLearners({ enrolments }: Read, programmeIds: string[]): Promise<number> {
  const counts = [true, false].map(eligible =>
    enrolments.countActive({ programmeIds, eligible, limit: COUNT_LIMIT + 1 }),
  )
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
}

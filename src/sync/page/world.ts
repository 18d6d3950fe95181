/** What a page's records are matched against, read by a fixed number of queries whatever the page's size. */
import type { SourceRecord } from '#connectors/record'
import { groupBy } from '#domain/group-by'
import type { Stores } from '#store/ports/index'
import type { Enrolment, Person, StoredProgramme } from '#store/ports/people'
import { type ExactJoins, loadExactJoins } from './exact-joins.ts'
import { identityKeys, type Source } from './steps/match-learner.ts'

export type WorldStores = Pick<Stores, 'people' | 'programmes' | 'enrolments' | 'personalData'>

export interface World {
  people: ReadonlyMap<string, Person>
  /** For accounts that nobody is known by. */
  exactJoins: ExactJoins
  /** Identity keys of people whose data were erased on their demand. */
  erased: ReadonlySet<string>
  programmes(courseId: string): readonly StoredProgramme[]
  enrolments(personId: string): readonly Enrolment[]
}

/** Programmes by course, kept for a run: there are few courses, and a mapping made meanwhile holds for the next run. */
export type CourseCache = Map<string, StoredProgramme[]>

export async function loadWorld(
  stores: WorldStores,
  source: Source,
  records: readonly SourceRecord[],
  courses: CourseCache,
): Promise<World> {
  if (records.length === 0) return NOTHING
  const keys = new Set(records.flatMap(record => identityKeys(source, record.person.userId)))
  const [people] = await Promise.all([
    stores.people.byIdentities([...keys]),
    loadCourses(stores, source, records, courses),
  ])
  const strangers = records
    .map(record => record.person)
    .filter(({ userId }) => !isKnown(source, userId, people))
  const [exactJoins, erased] = await Promise.all([
    loadExactJoins(stores.people, strangers),
    stores.personalData.erasedAmong(strangers.flatMap(({ userId }) => identityKeys(source, userId))),
  ])
  const joined = strangers.flatMap(person => exactJoins(person))
  const ids = new Set([...people.values(), ...joined].map(person => person.id))
  const enrolments = ids.size > 0 ? await stores.enrolments.byLearners([...ids]) : []
  const byLearner = groupBy(enrolments, e => e.learnerId)
  return {
    people,
    exactJoins,
    erased,
    programmes: courseId => courses.get(courseId) ?? [],
    enrolments: personId => byLearner.get(personId) ?? [],
  }
}

const NOTHING: World = {
  people: new Map(),
  exactJoins: () => [],
  erased: new Set(),
  programmes: () => [],
  enrolments: () => [],
}

const isKnown = (source: Source, userId: string, people: World['people']): boolean =>
  identityKeys(source, userId).some(key => people.has(key))

async function loadCourses(
  stores: WorldStores,
  source: Source,
  records: readonly SourceRecord[],
  courses: CourseCache,
): Promise<void> {
  const missing = [...new Set(records.map(r => r.item.courseId))].filter(id => !courses.has(id))
  if (missing.length === 0) return
  const programmes = await stores.programmes.byCourses(source.id, missing)
  for (const courseId of missing) {
    courses.set(
      courseId,
      programmes.filter(programme => livesIn(programme, source.id, courseId)),
    )
  }
}

const livesIn = (programme: StoredProgramme, connectionId: string, courseId: string): boolean =>
  programme.modules.some(m => m.source?.connectionId === connectionId && m.source.courseId === courseId)

/** The site that is pulled into: one programme of 20 modules, everybody enrolled. */
import { hoursFromHundredths } from '#domain/hours'
import type { StoreConnection } from '#store/connect'
import { modelOf } from '#store/models'
import type { Stores } from '#store/ports/index'
import { sourceKey } from '#store/ports/people'
import { FIRST_LEARNER_ID } from '#tests/lms/people'
import { COURSES, type MoodleProcess, settingsOf } from './pull-source.ts'

export const CONNECTION_ID = 'bench'
/** Course 1 is the site itself. */
const FIRST_COURSE_ID = 2
const AT = '2026-01-01T00:00:00.000Z'

export async function seedSite(
  { connection }: StoreConnection,
  stores: Stores,
  learners: number,
  moodle: MoodleProcess,
): Promise<void> {
  await stores.connections.create({
    id: CONNECTION_ID,
    name: 'bench',
    title: 'Moodle',
    type: 'moodle',
    settings: settingsOf(moodle),
    sealedSecrets: 'sealed',
    deployments: [],
    createdAt: AT,
  })
  await stores.programmes.save({
    id: 'programme',
    title: 'Современный учитель',
    regulation: 'tspu',
    modules: Array.from({ length: COURSES }, (_, i) => ({
      id: `M${i + 1}`,
      title: `Семинар № ${i + 1}`,
      kind: 'seminar' as const,
      part: i < 3 ? ('invariant' as const) : ('variative' as const),
      hours: hoursFromHundredths(800),
      source: { connectionId: CONNECTION_ID, courseId: String(FIRST_COURSE_ID + i) },
    })),
    issuer: { name: 'Институт', city: 'Томск', signatory: 'Ректор', secretary: 'Секретарь' },
    provider: 'Институт',
    deployments: [],
    createdAt: AT,
  })
  for (let from = 0; from < learners; from += 1_000) {
    const numbers = Array.from({ length: Math.min(1_000, learners - from) }, (_, i) => from + i)
    await modelOf(connection, 'Person').collection.insertMany(numbers.map(personDoc) as never[])
    await modelOf(connection, 'Enrolment').collection.insertMany(numbers.map(enrolmentDoc) as never[])
  }
}

const personDoc = (n: number) => ({
  _id: `p${n}`,
  familyName: `Слушателева-${n}`,
  givenName: 'Мария',
  familyKey: `слушателева-${n}`,
  identities: [{ key: sourceKey(CONNECTION_ID, String(FIRST_LEARNER_ID + n)), since: AT }],
  createdAt: AT,
})

const enrolmentDoc = (n: number) => ({
  _id: `e${n}`,
  learnerId: `p${n}`,
  programmeId: 'programme',
  enrolledOn: '2025-09-01',
  facts: {},
  status: 'active',
  eligible: false,
  createdAt: AT,
})

/** A region with schools, routes and appointments, as reports count it. */
import { createReports } from '#credits/reports/reports'
import type { Actor } from '#domain/access/actor'
import { parseHours } from '#domain/hours'
import type { Route } from '#domain/routes/route'
import type { Enrolment, StoredProgramme } from '#store/ports/people'
import { unique } from '#tests/integration/store/use-stores'
import { anActor, type World } from './use-credits.ts'

export const curator = () => anActor(['curator'])
export const administrator = () => anActor(['administrator'])
export const reportsOf = (w: World) => createReports(w.deps)

export function aRoute(enrolment: Enrolment, changes: Partial<Route['revisions'][number]> = {}): Route {
  return {
    id: unique('route'),
    subject: { type: 'learner', learnerId: enrolment.learnerId, enrolmentId: enrolment.id },
    programmeId: enrolment.programmeId,
    organisation: 'СОШ № 1',
    regulation: 'tspu',
    termFrom: enrolment.enrolledOn,
    revisions: [
      {
        number: 1,
        kind: 'first',
        state: 'approved',
        items: [
          {
            id: 'i1',
            title: 'А',
            kind: 'seminar',
            moduleId: 'M1',
            hours: parseHours('8'),
            plannedOn: '2025-01-15',
          },
          {
            id: 'i2',
            title: 'Б',
            kind: 'seminar',
            moduleId: 'M2',
            hours: parseHours('8'),
            plannedOn: '2025-06-15',
          },
        ],
        removed: [],
        steps: [],
        createdAt: '2024-09-03T00:00:00.000Z',
        approvedAt: '2024-09-20T00:00:00.000Z',
        ...changes,
      },
    ],
    history: [],
    createdAt: '2024-09-03T00:00:00.000Z',
    version: 1,
  } as unknown as Route
}

export const enrolAt = (w: World, programme: StoredProgramme, organisation?: string) =>
  w.enrol(programme, {
    person: {
      familyName: unique('Сидорова'),
      givenName: 'Анна',
      ...(organisation && { organisation }),
    },
  })

/** Two of one school (one with a route kept to), one of another, one of none. */
export async function aRegion(w: World) {
  const programme = await w.programme()
  const [first, second] = [unique('СОШ № 1'), unique('СОШ № 2')]
  const ahead = await enrolAt(w, programme, `МАОУ «${first}»`)
  await enrolAt(w, programme, `маоу "${first}"`)
  const late = await enrolAt(w, programme, second)
  await enrolAt(w, programme)
  for (const enrolment of [ahead, late]) await w.stores.routes.create(aRoute(enrolment))
  const entries = await w.entries(ahead, ['M1'])
  await w.credits.confirmEntries(curator(), { entryIds: entries.map(({ id }) => id) })
  const municipality = unique('Тюмень')
  await reportsOf(w).saveOrganisation(administrator(), {
    title: `МАОУ «${first}»`,
    level: 'school',
    municipality,
    marks: {},
  })
  return { programme, first, second, municipality, ahead, late }
}

export const appointed = async (
  w: World,
  { id }: StoredProgramme,
  role: 'head' | 'municipality' | 'department',
  organisations?: string[],
): Promise<Actor> => {
  const actor = anActor(['learner'])
  await w.stores.appointments.create({
    ...{ id: unique('appointment'), personId: actor.personId, role, programmeIds: [id] },
    ...(organisations && { organisations }),
    ...{ from: '2024-01-01', history: [], createdAt: '2024-01-01T00:00:00.000Z' },
  })
  return actor
}

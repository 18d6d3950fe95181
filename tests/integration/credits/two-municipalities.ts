import type { Actor } from '#domain/access/actor'
import type { Approver } from '#domain/regulations/data'
import { organisationKey } from '#domain/reports/organisation'
import { unique } from '#tests/integration/store/use-stores'
import { anActor } from './use-credits.ts'
import type { KeptBook } from './use-keeping.ts'

/** A municipality with one school. */
export interface Side {
  id: string
  title: string
  learner: Actor
  /** The learner's book. */
  at: { learnerId: string; programmeId: string }
  /** Appointed for the school. */
  head: Actor
  /** Appointed to decide for the municipality. */
  officer: Actor
}

export type TwoMunicipalities = Record<'north' | 'south', Side>

async function appointed(
  { stores, programme }: KeptBook,
  role: Approver,
  organisation: string,
): Promise<Actor> {
  const actor = anActor(['learner'], { name: 'Назначенная Вера Ивановна' })
  await stores.appointments.create({
    id: unique('appointment'),
    personId: actor.personId,
    role,
    organisations: [organisation],
    programmeIds: [programme.id],
    from: '2024-01-01',
    history: [],
    createdAt: '2024-01-01T00:00:00.000Z',
  })
  return actor
}

/** The school is written another way in the learner's record. */
async function side(book: KeptBook, title: string): Promise<Side> {
  const { stores, programme } = book
  const school = unique('школа')
  const recorded = { id: organisationKey(school), title: school, municipality: title }
  await stores.organisations.replace({ ...recorded, level: 'school', marks: {}, visits: [] }, null)
  const { learnerId } = await book.enrol()
  await stores.people.setOrganisation(learnerId, ` «${school.toUpperCase()}» `)
  return {
    id: organisationKey(title),
    title,
    learner: anActor(['learner'], { personId: learnerId }),
    at: { learnerId, programmeId: programme.id },
    head: await appointed(book, 'head', school),
    officer: await appointed(book, 'municipality', title),
  }
}

/** Learners of two municipalities in one programme. */
export async function twoMunicipalities(book: KeptBook): Promise<TwoMunicipalities> {
  return {
    north: await side(book, unique('Северный район')),
    south: await side(book, unique('Южный район')),
  }
}

/** A book of one learner under any of the five regulations, and everything that is kept with it. */
import { createHash } from 'node:crypto'
import type { Credits } from '#credits/contract'
import type { Keeping } from '#credits/keeping/contract'
import { createKeeping } from '#credits/keeping/keeping'
import type { SharesDeps } from '#credits/shares/shares'
import type { Actor } from '#domain/access/actor'
import { bytesFrom } from '#src/adapters/bytes-from'
import { catalogueOf } from '#src/adapters/regulations'
import type { Stores } from '#store/ports/index'
import type { Enrolment, StoredProgramme } from '#store/ports/people'
import { unique } from '#tests/integration/store/use-stores'
import { png } from '#tests/unit/domain/scans/samples'
import { allRegulations } from '#tests/unit/domain/support'
import { anActor, modules, system, type World } from './use-credits.ts'

export interface KeptBook {
  deps: SharesDeps
  stores: Stores
  credits: Credits
  keeping: Keeping
  programme: StoredProgramme
  enrolment: Enrolment
  learner: Actor
  /** Where the book is, for whoever is not the learner. */
  at: { learnerId: string; programmeId: string }
  enrol(name?: string): Promise<Enrolment>
}

export async function aKeptBook(w: World, changes: Partial<StoredProgramme> = {}): Promise<KeptBook> {
  const deps: SharesDeps = {
    ...{ ...w.deps, regulations: catalogueOf([...allRegulations]) },
    bytesFor: bytesFrom('k'.repeat(32)),
  }
  const credits = w.creditsWith(deps)
  const programme = await credits.saveProgramme(system, {
    id: unique('programme'),
    title: 'Современный урок',
    regulation: 'tspu',
    modules,
    issuer: { name: unique('ТГПУ'), city: 'Томск', signatory: 'Ректор', secretary: 'Секретарь' },
    provider: 'ТГПУ',
    deployments: ['https://lms.example|client|1'],
    ...changes,
  })
  const enrol = (familyName = 'Сидорова') =>
    credits.enrol(system, {
      identity: unique('lti|https://lms.example|'),
      person: { familyName, givenName: 'Анна', patronymic: 'Петровна', organisation: 'школа № 12' },
      programmeId: programme.id,
      enrolledOn: '2024-09-02',
      facts: { enrolmentDocuments: 'complete' },
    })
  const enrolment = await enrol()
  const { learnerId, programmeId } = enrolment
  return {
    deps,
    stores: w.stores,
    credits,
    keeping: createKeeping(deps),
    programme,
    enrolment,
    learner: anActor(['learner'], { personId: learnerId, name: 'Сидорова Анна Петровна' }),
    at: { learnerId, programmeId },
    enrol,
  }
}

export const scanFile = (bytes: Buffer = png(), name = 'справка.png') => ({
  bytes,
  name,
  type: 'image/png',
  sha256: createHash('sha256').update(bytes).digest('hex'),
})

/** Somebody appointed to a role of the regulation, who came without any role of the LMS but a learner's. */
export async function anAppointed(
  book: Pick<KeptBook, 'stores' | 'programme'>,
  role: 'head' | 'mentor' | 'methodist' | 'curator',
  changes: Partial<Actor> = {},
): Promise<Actor> {
  const actor = anActor(['learner'], { name: 'Руководитель Руководителев', ...changes })
  await book.stores.appointments.create({
    id: unique('appointment'),
    personId: actor.personId,
    role,
    programmeIds: [book.programme.id],
    from: '2024-01-01',
    history: [],
    createdAt: '2024-01-01T00:00:00.000Z',
  })
  return actor
}

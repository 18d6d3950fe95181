/** The use cases on a real server, with a clock to turn and a small university in it. */
import { randomUUID } from 'node:crypto'
import type { Credits, EnrolInput } from '#credits/contract'
import { createCredits } from '#credits/credits'
import type { CreditsDeps } from '#credits/deps'
import type { Actor, Role } from '#domain/access/actor'
import type { Entry } from '#domain/entries/entry'
import { parseHours } from '#domain/hours'
import type { ModuleKind } from '#domain/kinds'
import { catalogueOf } from '#src/adapters/regulations'
import type { Stores } from '#store/ports/index'
import type { Enrolment, StoredModule, StoredProgramme } from '#store/ports/people'
import { sampleEntry } from '#tests/integration/store/samples'
import { type TestStores, unique, useStores } from '#tests/integration/store/use-stores'
import { tspu } from '#tests/unit/domain/support'

export const HERE = 'https://lms.example|client|1'
export const NOON = new Date('2026-11-22T09:00:00Z')

export function anActor(roles: Role[], changes: Partial<Actor> = {}): Actor {
  const personId = unique('person')
  return { personId, name: `Куратор ${personId}`, roles, scope: [HERE], ...changes }
}

export const system: Actor = { personId: 'system', name: 'Зачётка', roles: ['system'], scope: 'all' }

const aModule = (
  id: string,
  kind: ModuleKind,
  hours: string,
  part: 'invariant' | 'variative',
): StoredModule => ({
  id,
  title: `Модуль ${id}`,
  kind,
  part,
  hours: parseHours(hours),
})

/** 108 hours, two modules of the invariant part. */
export const modules = [
  aModule('M1', 'seminar', '8', 'invariant'),
  aModule('M2', 'seminar', '8', 'invariant'),
  aModule('M3', 'master-class', '24', 'variative'),
  aModule('M4', 'network-project', '68', 'variative'),
  { ...aModule('M5', 'photo-gallery', '12', 'variative'), repeatable: true },
]

export interface World {
  store: TestStores
  stores: Stores
  deps: CreditsDeps
  credits: Credits
  /** The same with other leaves. */
  creditsWith(changes: Partial<CreditsDeps>): Credits
  /** Puts the clock. */
  at(instant: string | Date): void
  programme(changes?: Partial<StoredProgramme>): Promise<StoredProgramme>
  enrol(programme: StoredProgramme, changes?: Partial<EnrolInput>): Promise<Enrolment>
  /** Waiting entries, one of each module; no two titles are alike. */
  entries(enrolment: Enrolment, moduleIds: string[], changes?: Partial<Entry>): Promise<Entry[]>
  /** Enrolled, everything done and confirmed: ready for a certificate. */
  readyLearner(
    programme?: StoredProgramme,
  ): Promise<{ enrolment: Enrolment; programme: StoredProgramme; entries: Entry[] }>
}

/** Call inside `describe`. */
export function useCredits(): () => World {
  const store = useStores()
  let now = NOON
  beforeEach(() => {
    now = NOON
  })

  return () => {
    const { stores } = store()
    const deps: CreditsDeps = {
      stores,
      regulations: catalogueOf([tspu]),
      render: async snapshot => new TextEncoder().encode(JSON.stringify(snapshot)),
      now: () => now,
      newId: randomUUID,
      randomBytes: count => crypto.getRandomValues(new Uint8Array(count)),
      publicUrl: 'https://zachetka.example',
      timeZone: 'Asia/Tomsk',
    }
    const credits = createCredits(deps)
    const world: World = {
      store: store(),
      stores,
      deps,
      credits,
      creditsWith: changes => createCredits({ ...deps, ...changes }),
      at: instant => {
        now = new Date(instant)
      },
      programme: changes => saveProgramme(credits, changes),
      enrol: (programme, changes) => enrol(credits, programme, changes),
      entries: (enrolment, moduleIds, changes) => insertEntries(stores, enrolment, moduleIds, changes),
      readyLearner: programme => readyLearner(world, programme),
    }
    return world
  }
}

function saveProgramme(credits: Credits, changes: Partial<StoredProgramme> = {}): Promise<StoredProgramme> {
  return credits.saveProgramme(system, {
    id: unique('programme'),
    title: 'Современный урок',
    regulation: 'tspu',
    modules,
    issuer: { name: unique('ТГПУ'), city: 'Томск', signatory: 'Ректор', secretary: 'Секретарь' },
    provider: 'ТГПУ',
    deployments: [HERE],
    ...changes,
  })
}

function enrol(
  credits: Credits,
  programme: StoredProgramme,
  changes: Partial<EnrolInput> = {},
): Promise<Enrolment> {
  return credits.enrol(system, {
    identity: unique('lti|https://lms.example|'),
    person: { familyName: 'Сидорова', givenName: 'Анна', patronymic: 'Петровна', email: 'a@example.org' },
    programmeId: programme.id,
    enrolledOn: '2024-09-02',
    facts: { enrolmentDocuments: 'complete' },
    ...changes,
  })
}

async function insertEntries(
  stores: Stores,
  { learnerId, programmeId }: Enrolment,
  moduleIds: string[],
  changes: Partial<Entry> = {},
): Promise<Entry[]> {
  const entries = moduleIds.map((moduleId, i) => {
    const module = modules.find(each => each.id === moduleId) as StoredModule
    const { kind, hours } = module
    const place = { learnerId, programmeId, moduleId, kind, hours, title: unique('Тема').replace('-', '') }
    return sampleEntry({ ...place, date: `2025-0${i + 1}-15`, ...changes })
  })
  await stores.entries.insertNew(entries)
  return entries
}

async function readyLearner(world: World, given?: StoredProgramme) {
  const programme = given ?? (await world.programme())
  const enrolment = await world.enrol(programme)
  const entries = await world.entries(enrolment, ['M1', 'M2', 'M3', 'M4'])
  await world.credits.confirmEntries(anActor(['curator']), { entryIds: entries.map(entry => entry.id) })
  return { enrolment, programme, entries }
}

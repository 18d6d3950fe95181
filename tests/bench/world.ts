/** A programme with learners and waiting entries on a real store. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Credits } from '#credits/contract'
import { createCredits } from '#credits/credits'
import { systemActor } from '#domain/access/actor'
import type { Entry } from '#domain/entries/entry'
import { parseHours } from '#domain/hours'
import { loadRegulations } from '#src/adapters/regulations'
import { connectStore } from '#store/connect'
import { migrateStore } from '#store/migrate'
import type { StoredProgramme } from '#store/ports/people'
import { createStores } from '#store/stores'
import { uniqueDatabaseUri } from '#tests/support/store'

const AT = '2026-11-01T00:00:00.000Z'

const programme: StoredProgramme = {
  id: 'p',
  title: 'Программа',
  regulation: 'tspu',
  modules: [{ id: 'M1', title: 'Семинар', kind: 'seminar', part: 'variative', hours: parseHours('8') }],
  issuer: { name: 'И', city: 'Т', signatory: 'А', secretary: 'Б' },
  provider: 'И',
  deployments: [],
  createdAt: AT,
}

export interface BenchWorld {
  credits: Credits
  /** As many waiting entries, each of another learner. @returns their ids */
  entries(count: number): Promise<string[]>
  close(): Promise<void>
}

export async function benchWorld(): Promise<BenchWorld> {
  const { connection, close } = await connectStore(await uniqueDatabaseUri())
  await migrateStore(connection, new Date())
  const stores = createStores(connection)
  const credits = createCredits({
    stores,
    regulations: loadRegulations(null),
    render: async () => new Uint8Array(),
    now: () => new Date('2026-11-22T00:00:00Z'),
    newId: randomUUID,
    randomBytes,
    publicUrl: 'http://localhost',
    timeZone: 'Asia/Tomsk',
  })
  await stores.programmes.save(programme)
  return {
    credits,
    async entries(count) {
      const made: Entry[] = []
      for (let i = 0; i < count; i++) {
        const identity = `lti|https://lms.example|${randomUUID()}`
        const person = { familyName: `Фамилия${i}`, givenName: 'Имя' }
        const input = { identity, person, programmeId: programme.id, enrolledOn: '2025-09-01' }
        made.push(entryOf((await credits.enrol(systemActor, input)).learnerId))
      }
      await stores.entries.insertNew(made)
      return made.map(({ id }) => id)
    },
    async close() {
      await connection.dropDatabase()
      await close()
    },
  }
}

function entryOf(learnerId: string): Entry {
  return {
    id: randomUUID(),
    learnerId,
    programmeId: programme.id,
    moduleId: 'M1',
    kind: 'seminar',
    form: 'in-person',
    title: 'Семинар',
    hours: parseHours('8'),
    date: '2025-10-15',
    provider: 'И',
    document: 'справка',
    selfEducation: false,
    status: 'imported',
    origin: { type: 'completion', connectionId: 'c', completionKey: randomUUID(), revision: 1 },
    history: [
      { action: 'import', from: null, to: 'imported', by: 'system', byName: 'З', byRole: 'system', at: AT },
    ],
    createdAt: AT,
  }
}

/** A page of the curator's queue with many entries against the same page with 1,000. */
import { randomBytes, randomUUID } from 'node:crypto'
import { createCredits } from '#credits/credits'
import type { Entry } from '#domain/entries/entry'
import { parseHours } from '#domain/hours'
import { loadRegulations } from '#src/adapters/regulations'
import { connectStore } from '#store/connect'
import { migrateStore } from '#store/migrate'
import type { Stores } from '#store/ports/index'
import type { StoredProgramme } from '#store/ports/people'
import { createStores } from '#store/stores'
import { uniqueDatabaseUri } from '#tests/support/store'
import { type Measure, medianOf } from './measure.ts'

const few = 1_000
const many = Number(process.env.BENCH_QUEUE_ENTRIES ?? 1_000_000)
const chunk = 5_000
/** More entries are more learners, not longer books: a page reads the books of its learners for remarks. */
const LINES_A_BOOK = 20
const here = 'https://lms.example|c|1'
const at = '2026-11-01T00:00:00.000Z'

export async function benchQueue(): Promise<Measure[]> {
  const [small, large] = [await pageTime(few), await pageTime(many)]
  const ratio = large / small
  return [
    {
      name: "a page of the curator's queue",
      promise: `with ${many} entries within 2 × of the same page with ${few}`,
      measured: `${large.toFixed(1)} ms / ${small.toFixed(1)} ms = ${ratio.toFixed(2)}`,
      holds: ratio <= 2,
    },
  ]
}

/** Milliseconds for one page, the first and one from the middle, the median of many. */
async function pageTime(entries: number): Promise<number> {
  const { connection, close } = await connectStore(await uniqueDatabaseUri())
  try {
    await migrateStore(connection, new Date())
    const stores = createStores(connection)
    await stores.programmes.save(programme)
    await seed(stores, entries)
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
    const curator = { personId: 'curator', name: 'К', roles: ['curator'] as const, scope: [here] }
    const after = { programmeId: 'p', moduleId: 'M2', date: '2026-01-15', id: '' }
    const page = async (): Promise<void> => {
      await credits.listQueue(curator, { limit: 50 })
      await credits.listQueue(curator, { limit: 50, after })
    }
    await medianOf(5, page)
    return await medianOf(31, page)
  } finally {
    await connection.dropDatabase()
    await close()
  }
}

const programme: StoredProgramme = {
  id: 'p',
  title: 'Программа',
  regulation: 'tspu',
  modules: [1, 2, 3, 4].map(n => ({
    id: `M${n}`,
    title: `Семинар ${n}`,
    kind: 'seminar',
    part: n === 1 ? 'invariant' : 'variative',
    hours: parseHours('8'),
  })),
  issuer: { name: 'И', city: 'Т', signatory: 'А', secretary: 'Б' },
  provider: 'И',
  deployments: [here],
  createdAt: at,
}

export async function seed(stores: Stores, entries: number): Promise<void> {
  for (let from = 0; from < entries; from += chunk) {
    const numbers = Array.from({ length: Math.min(chunk, entries - from) }, (_, i) => from + i)
    await stores.entries.insertNew(numbers.map(n => entryOf(n, `l${n % (entries / LINES_A_BOOK)}`)))
  }
}

function entryOf(n: number, learnerId: string): Entry {
  return {
    id: `e${n}`,
    learnerId,
    programmeId: 'p',
    moduleId: `M${(n % 4) + 1}`,
    kind: 'seminar',
    form: 'in-person',
    title: 'Семинар',
    hours: parseHours('8'),
    date: new Date(Date.UTC(2025, 8, 1 + (Math.floor(n / 4) % 400))).toISOString().slice(0, 10),
    provider: 'И',
    selfEducation: false,
    status: 'imported',
    origin: { type: 'completion', connectionId: 'c', completionKey: String(n), revision: 1 },
    history: [
      { action: 'import', from: null, to: 'imported', by: 'system', byName: 'З', byRole: 'system', at },
    ],
    createdAt: at,
  }
}

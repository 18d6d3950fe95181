/**
 * Pull against a raw `bulkWrite` of the same documents, by the same driver into the same store, in one run.
 *
 *     node --expose-gc --import tsx tests/bench/pull.ts          # BENCH_COMPLETIONS=100000 for the promise's size
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { recompute } from '#credits/books/recompute'
import { loadRegulations } from '#src/regulations'
import { connectStore, type StoreConnection } from '#store/connect'
import { migrateStore } from '#store/migrate'
import { modelOf } from '#store/models'
import { createStores } from '#store/stores'
import { createSync } from '#sync/pull'
import { uniqueDatabaseUri } from '#tests/support/store'
import { CONNECTION_ID, seedSite } from './pull-site.ts'
import { benchConnector, COURSES } from './pull-source.ts'

export interface PullMeasures {
  completions: number
  pullMs: number
  bulkWriteMs: number
  /** Rate of the pull / rate of the raw write of completions, entries and summaries. Promise: at least 0.5. */
  ratio: number
  secondMs: number
  /** First pull / second pull. Promise: at least 5. */
  secondRatio: number
  /** Heap in use after a collection, MB, at a tenth and at the end of the pull. Promise: does not grow. */
  heapMb: { at10: number; at100: number }
  rssMb: { at10: number; at100: number }
}

const CHUNK = 1_000

/** Nothing here issues certificates. */
const creditsLeaves = {
  render: async () => new Uint8Array(),
  now: () => new Date(),
  newId: randomUUID,
  randomBytes: (count: number) => randomBytes(count),
  publicUrl: 'http://localhost',
  timeZone: 'Asia/Tomsk',
}

export async function measurePull(
  completions = Number(process.env.BENCH_COMPLETIONS ?? 20_000),
): Promise<PullMeasures> {
  const learners = Math.ceil(completions / COURSES)
  const store = await openDatabase()
  const other = await openDatabase()
  try {
    const stores = createStores(store.connection)
    await seedSite(store, stores, learners)
    const memory = memoryWatch()
    const regulations = loadRegulations(null)
    const sync = createSync({
      stores,
      connectors: () => benchConnector(learners, memory.onPage),
      openSecrets: () => null,
      recompute: recompute({ ...creditsLeaves, stores, regulations }),
      regulations: (id, on) => regulations.inForce(id, on),
      now: () => new Date(),
      newId: randomUUID,
      owner: 'bench',
      allowPrivateAddresses: false,
      log: () => {},
    })
    const pullMs = await timed(() => sync.run(CONNECTION_ID))
    const secondMs = await timed(() => sync.run(CONNECTION_ID))
    const bulkWriteMs = await rawWrite(store, other)
    const { at10, at100 } = memory.seen
    return {
      completions: learners * COURSES,
      pullMs,
      bulkWriteMs,
      ratio: bulkWriteMs / pullMs,
      secondMs,
      secondRatio: pullMs / secondMs,
      heapMb: { at10: at10.heapMb, at100: at100.heapMb },
      rssMb: { at10: at10.rssMb, at100: at100.rssMb },
    }
  } finally {
    await Promise.all([drop(store), drop(other)])
  }
}

async function openDatabase(): Promise<StoreConnection> {
  const store = await connectStore(await uniqueDatabaseUri())
  await migrateStore(store.connection, new Date())
  return store
}

async function drop(store: StoreConnection): Promise<void> {
  await store.connection.dropDatabase()
  await store.close()
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** What a pull leaves behind, written to a second database with the same indexes; reading it is not timed. */
async function rawWrite(from: StoreConnection, to: StoreConnection): Promise<number> {
  let ms = 0
  for (const name of ['Completion', 'Entry'] as const) {
    await eachChunk(from, name, async docs => {
      const operations = docs.map(document => ({ insertOne: { document } }))
      ms += await timed(() =>
        modelOf(to.connection, name).collection.bulkWrite(operations as never[], { ordered: false }),
      )
    })
  }
  const enrolments = modelOf(to.connection, 'Enrolment').collection
  await eachChunk(from, 'Enrolment', async docs => {
    await enrolments.insertMany(docs.map(({ summary: _, ...rest }) => rest) as never[])
    const operations = docs.map(({ _id, summary, eligible }) => ({
      updateOne: { filter: { _id }, update: { $set: { summary, eligible } } },
    }))
    ms += await timed(() => enrolments.bulkWrite(operations as never[], { ordered: false }))
  })
  return ms
}

type Doc = Record<string, unknown> & { _id: unknown }

async function eachChunk(
  from: StoreConnection,
  name: 'Completion' | 'Entry' | 'Enrolment',
  use: (docs: Doc[]) => Promise<void>,
): Promise<void> {
  let docs: Doc[] = []
  for await (const doc of modelOf(from.connection, name).collection.find({}, { batchSize: CHUNK })) {
    docs.push(doc as unknown as Doc)
    if (docs.length < CHUNK) continue
    await use(docs)
    docs = []
  }
  if (docs.length > 0) await use(docs)
}

function memoryWatch() {
  const measure = () => {
    globalThis.gc?.()
    const { heapUsed, rss } = process.memoryUsage()
    return { heapMb: heapUsed / 2 ** 20, rssMb: rss / 2 ** 20 }
  }
  const seen = { at10: { heapMb: 0, rssMb: 0 }, at100: { heapMb: 0, rssMb: 0 } }
  let isOver = false
  const onPage = (share: number): void => {
    if (isOver) return
    if (share >= 0.1 && seen.at10.rssMb === 0) seen.at10 = measure()
    if (share < 1) return
    seen.at100 = measure()
    isOver = true
  }
  return { seen, onPage }
}

export function formatPull(m: PullMeasures): string {
  const n = (value: number, digits = 0): string => value.toFixed(digits)
  return [
    `pull of ${m.completions} completions: ${n(m.pullMs)} ms, ${n((m.completions / m.pullMs) * 1000)} a second`,
    `  against a raw bulkWrite of the same documents (${n(m.bulkWriteMs)} ms): ${n(m.ratio, 2)} (promised: 0.50)`,
    `  second pull, nothing changed: ${n(m.secondMs)} ms, ${n(m.secondRatio, 1)} × faster (promised: 5)`,
    `  heap in use at 10 %: ${n(m.heapMb.at10)} MB, at 100 %: ${n(m.heapMb.at100)} MB; resident ${n(m.rssMb.at10)} → ${n(m.rssMb.at100)} MB`,
  ].join('\n')
}

if (process.argv[1] === import.meta.filename) {
  process.stdout.write(`${formatPull(await measurePull())}\n`)
}

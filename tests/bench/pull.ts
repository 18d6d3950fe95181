/**
 * Pull from the small LMS's report against a raw `bulkWrite` of the same documents, by the same driver into the same store,
 * in one run.
 *
 *     npm run bench -- pull          # BENCH_COMPLETIONS=100000 for the promise's size
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { recompute } from '#credits/books/recompute'
import { growHeapSlowly } from '#src/adapters/grow-heap-slowly'
import { loadRegulations } from '#src/adapters/regulations'
import { connectStore, type StoreConnection } from '#store/connect'
import { migrateStore } from '#store/migrate'
import { modelOf } from '#store/models'
import type { Run } from '#store/ports/runs'
import { createStores } from '#store/stores'
import { createSync } from '#sync/pull'
import { PAGES_IN_WORK } from '#sync/run/page-line'
import { uniqueDatabaseUri } from '#tests/support/store'
import { type Measure, timed } from './measure.ts'
import { CONNECTION_ID, seedSite } from './pull-site.ts'
import { COURSES, startMoodle, watched } from './pull-source.ts'

export interface PullMeasures {
  completions: number
  pullMs: number
  bulkWriteMs: number
  /** Rate of the pull / rate of the raw write of completions, kept answers, entries and summaries. Promise: at least 0.5. */
  ratio: number
  secondMs: number
  /** First pull / second pull. Promise: at least 5. */
  secondRatio: number
  /** Heap in use after a collection, MB, at a tenth and at the end of the pull. Promise: does not grow. */
  heapMb: { at10: number; at100: number }
  /** Resident memory, MB: the most up to a tenth of the pull, and to its end. Promise: does not grow. */
  rssMb: { at10: number; at100: number }
}

const CHUNK = 1_000
const WARM_UP = 20_000

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
  const moodle = await startMoodle(learners)
  const store = await openDatabase()
  const other = await openDatabase()
  try {
    const stores = createStores(store.connection)
    await seedSite(store, stores, learners, moodle)
    const memory = memoryWatch()
    const regulations = loadRegulations(null)
    const sync = createSync({
      stores,
      connectors: () => watched(memory.onPage),
      openSecrets: () => ({ token: moodle.token }),
      recompute: recompute({ ...creditsLeaves, stores, regulations }),
      regulations: (id, on) => regulations.inForce(id, on),
      now: () => new Date(),
      newId: randomUUID,
      owner: 'bench',
      allowPrivateAddresses: true,
      log: () => {},
      keepFile: stores.rawFiles.put,
    })
    const pull = async () => demandDone(await sync.run(CONNECTION_ID), learners * COURSES)
    const pullMs = (await timed(pull)) - memory.tookMs()
    const secondMs = await timed(pull)
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
    moodle.close()
    await Promise.all([drop(store), drop(other)])
  }
}

function demandDone({ status, counts, error }: Run, pulled: number): void {
  if (status === 'done' && counts.pulled === pulled) return
  throw new Error(`the pull ended as ${status} after ${counts.pulled} of ${pulled}: ${error?.code}`)
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

/** What a pull leaves behind, written to a second database with the same indexes; reading it is not timed. */
async function rawWrite(from: StoreConnection, to: StoreConnection): Promise<number> {
  let ms = 0
  for (const name of ['RawFile', 'Completion', 'Entry'] as const) {
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
  name: 'RawFile' | 'Completion' | 'Entry' | 'Enrolment',
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
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  let most = 0
  const measure = () => {
    const rssMb = most / 2 ** 20
    collect()
    return { heapMb: process.memoryUsage().heapUsed / 2 ** 20, rssMb }
  }
  const seen = { at10: { heapMb: 0, rssMb: 0 }, at100: { heapMb: 0, rssMb: 0 } }
  let pages = 0
  let isOver = false
  let tookMs = 0
  const onPage = (share: number): void => {
    if (isOver) return
    const begun = performance.now()
    most = Math.max(most, process.memoryUsage.rss())
    if (++pages > PAGES_IN_WORK && share >= 0.1 && seen.at10.rssMb === 0) seen.at10 = measure()
    isOver = share >= 1
    if (isOver) seen.at100 = measure()
    tookMs += performance.now() - begun
  }
  /** Collecting takes time that is not the pull's. */
  return { seen, onPage, tookMs: () => tookMs }
}

/** The three promises, at `BENCH_COMPLETIONS` completions (default 20,000). */
export async function benchPull(): Promise<Measure[]> {
  growHeapSlowly()
  // A worker has pulled before, and the raw write comes last: both are measured with compiled code and a settled heap.
  await measurePull(WARM_UP)
  const m = await measurePull()
  const n = (value: number, digits = 0): string => value.toFixed(digits)
  const grown = m.heapMb.at100 - m.heapMb.at10
  const share = m.rssMb.at100 / m.rssMb.at10
  return [
    {
      name: `pull of ${m.completions} completions into entries and progress`,
      promise: 'at least half the rate of a raw bulkWrite of the same documents',
      measured: `${n(m.pullMs)} ms against ${n(m.bulkWriteMs)} ms = ${n(m.ratio, 2)} of its rate`,
      holds: m.ratio >= 0.5,
    },
    {
      name: 'second pull, nothing changed',
      promise: 'at least 5 × faster than the first',
      measured: `${n(m.secondMs)} ms, ${n(m.secondRatio, 1)} × faster`,
      holds: m.secondRatio >= 5,
    },
    {
      name: 'memory of the pull',
      promise: `does not grow with the records: at the end the heap within ${GROWTH_MB} MB and what is resident within ${n((RESIDENT - 1) * 100)} % of a tenth of the way`,
      measured:
        `live heap ${n(m.heapMb.at10)} → ${n(m.heapMb.at100)} MB, ` +
        `resident at most ${n(m.rssMb.at10)} → ${n(m.rssMb.at100)} MB`,
      holds: grown <= GROWTH_MB && share <= RESIDENT,
    },
  ]
}

/** Compiled code, bounded caches, the pages in work; at the promise's size, records that stayed would be tens of megabytes. */
const GROWTH_MB = 16

/** What the collector leaves for later and what `malloc` cannot give back, swings by a tenth; ten times the records. */
const RESIDENT = 1.15

if (process.argv[1] === import.meta.filename) {
  for (const { name, promise, measured, holds } of await benchPull()) {
    process.stdout.write(`${holds ? '✓' : '×'} ${name}: ${measured} (promised: ${promise})\n`)
  }
}

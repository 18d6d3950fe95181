/**
 * `npm run test:crash`: kill -9 under 50 writers, 100 times over one directory (CRASH_ROUNDS sets another number). After each
 * the store is started again: every acknowledged write must be there, every command whole or not at all, and the index
 * must agree with the documents. Stops by itself; exits with 1 when something was lost.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Collection, MongoClient } from 'mongodb'
import { launchEmbeddedStore } from '#store/embedded/launch'

const rounds = Number(process.env.CRASH_ROUNDS ?? 100)
const writers = 50
const batchSize = 5

interface Item {
  batch: string
  key: string
  version: number
}

/** What the writers were told is on disk: the version of each batch. */
type Acknowledged = Map<string, number>

/** Each writer inserts a batch with one command and raises its version with another, until the store is killed. */
async function writeUntilKilled(
  items: Collection<Item>,
  kill: () => void,
  after: number,
): Promise<Acknowledged> {
  const acknowledged: Acknowledged = new Map()
  let count = 0
  const note = (batch: string, version: number): void => {
    acknowledged.set(batch, version)
    if (++count === after) kill()
  }
  const write = async (writer: number): Promise<never> => {
    for (let i = 0; ; i++) {
      const batch = `${writer}-${i}`
      const docs = Array.from({ length: batchSize }, (_, n) => ({ batch, key: `${batch}-${n}`, version: 0 }))
      await items.insertMany(docs)
      note(batch, 0)
      await items.updateMany({ batch }, { $inc: { version: 1 } })
      note(batch, 1)
    }
  }
  await Promise.allSettled(Array.from({ length: writers }, (_, writer) => write(writer)))
  return acknowledged
}

/** What is wrong with what is there after the store was started again. */
async function faultsOf(items: Collection<Item>, acknowledged: Acknowledged): Promise<string[]> {
  const found = await items.find().toArray()
  const byIndex = await items
    .find({ key: { $gte: '' } })
    .hint('key')
    .toArray()
  const batches = new Map<string, Item[]>()
  for (const item of found) batches.set(item.batch, [...(batches.get(item.batch) ?? []), item])
  const lost = [...acknowledged].filter(
    ([batch, version]) => (batches.get(batch)?.[0]?.version ?? -1) < version,
  )
  const half = [...batches.values()].filter(
    items => items.length !== batchSize || items.some(item => item.version !== items[0]?.version),
  )
  return [
    ...lost.map(([batch, version]) => `lost: batch ${batch}, version ${version}`),
    ...half.map(items => `half a command: ${JSON.stringify(items)}`),
    ...(byIndex.length === found.length ? [] : [`index ${byIndex.length}, documents ${found.length}`]),
  ]
}

const dataDir = mkdtempSync(join(tmpdir(), 'zachetka-crash-'))
const startedAt = performance.now()
let writes = 0
const faults: string[] = []
let last: { name: string; acknowledged: Acknowledged } | undefined

/** Starts the store, checks what the last round left, writes until the kill. */
async function round(n: number): Promise<void> {
  const store = await launchEmbeddedStore({ dataDir })
  const client = new MongoClient(store.uri, { maxPoolSize: writers })
  try {
    if (last) {
      const before = client.db().collection<Item>(last.name)
      faults.push(...(await faultsOf(before, last.acknowledged)).map(fault => `round ${n}: ${fault}`))
      await before.drop()
    }
    if (n > rounds) return
    const items = client.db().collection<Item>(`round${n}`)
    await items.createIndex({ key: 1 }, { unique: true, name: 'key' })
    await items.createIndex({ batch: 1 })
    // A writer that looks for the server again is told that there is none, and not after half a minute.
    const kill = (): void => {
      process.kill(store.pid, 'SIGKILL')
      setTimeout(() => void client.close(), 50)
    }
    last = {
      name: items.collectionName,
      acknowledged: await writeUntilKilled(items, kill, 100 + ((n * 37) % 400)),
    }
    writes += last.acknowledged.size
  } finally {
    await client.close()
    await store.close()
  }
}

for (let n = 1; n <= rounds + 1 && faults.length === 0; n++) {
  await round(n)
  if (n % 10 === 0) process.stdout.write(`${n} of ${rounds} kills, ${writes} batches acknowledged\n`)
}
rmSync(dataDir, { recursive: true, force: true })
const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
for (const fault of faults) process.stdout.write(`× ${fault}\n`)
process.stdout.write(
  faults.length === 0
    ? `✓ ${rounds} kills under ${writers} writers in ${seconds} s: ${writes} batches of ${batchSize} acknowledged, none lost, none half\n`
    : `× ${faults.length} faults after ${seconds} s\n`,
)
process.exit(faults.length === 0 ? 0 : 1)

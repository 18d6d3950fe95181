/**
 * What the driver gets from the embedded store over its socket: reads against `ping` in the same run, durable writes against
 * a `ping` and a flush of 8 KB to the same disk.
 */
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { MongoClient } from 'mongodb'
import { uniqueDatabaseUri } from '#tests/support/store'
import { type Measure, medianOf } from './measure.ts'

const calls = Number(process.env.BENCH_STORE_CALLS ?? 1_000)
const writers = 50

interface Counter {
  _id: string
  n: number
}

/** Operations a second, in words, with their ratio to `ping`. */
export async function benchStore(): Promise<Measure[]> {
  const client = await MongoClient.connect(await uniqueDatabaseUri(), { maxPoolSize: writers })
  const items = client.db().collection<Counter>('items')
  await items.insertMany(Array.from({ length: writers * 20 }, (_, i) => ({ _id: `item-${i}`, n: 0 })))
  const id = (i: number): string => `item-${(i * 7) % (writers * 20)}`
  const raise = (i: number) => items.updateOne({ _id: id(i) }, { $inc: { n: 1 } })
  try {
    const ping = await inTurn(() => client.db().command({ ping: 1 }))
    const read = await inTurn(i => items.findOne({ _id: id(i) }))
    const flushes = await inTurn(flusher())
    const write = await inTurn(raise)
    const together = await atOnce(raise)
    return [
      measure('findOne by _id, one after another', read, ping, 0.3),
      measure(
        'durable updateOne, one after another',
        write,
        1 / (1 / ping + 1 / flushes),
        0.25,
        'ping and flush',
      ),
      measure(
        `durable updateOne, ${writers} writers at once`,
        together,
        1 / (1 / ping + 1 / (flushes * writers)),
        0.3,
        `ping and a flush of ${writers}`,
      ),
    ]
  } finally {
    await client.db().dropDatabase()
    await client.close()
  }
}

function measure(name: string, rate: number, base: number, least: number, of = 'ping'): Measure {
  const ratio = rate / base
  return {
    name: `the embedded store: ${name}`,
    promise: `at least ${least} × the rate of ${of}`,
    measured: `${rate.toFixed(0)}/s, ${of} ${base.toFixed(0)}/s: ${ratio.toFixed(2)}`,
    holds: ratio >= least,
  }
}

/** Writes 8 KB and flushes them. */
function flusher(): () => Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'zachetka-flush-'))
  const file = openSync(path.join(folder, 'file'), 'w')
  process.once('exit', () => {
    closeSync(file)
    rmSync(folder, { recursive: true, force: true })
  })
  const page = Buffer.alloc(8192, 1)
  return async () => {
    writeSync(file, page, 0, page.length, 0)
    fsyncSync(file)
  }
}

/** Calls a second, the median of five runs, after one to warm up. */
async function inTurn(call: (i: number) => Promise<unknown>): Promise<number> {
  const run = async (): Promise<void> => {
    for (let i = 0; i < calls; i++) await call(i)
  }
  await run()
  return (calls * 1000) / (await medianOf(5, run))
}

async function atOnce(call: (i: number) => Promise<unknown>): Promise<number> {
  const writer = async (n: number): Promise<void> => {
    for (let i = 0; i < calls / writers; i++) await call(n + i * writers)
  }
  const run = () => Promise.all(Array.from({ length: writers }, (_, n) => writer(n)))
  await run()
  return (calls * 1000) / (await medianOf(5, run))
}

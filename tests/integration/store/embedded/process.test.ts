import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'chai'
import { MongoClient } from 'mongodb'
import { type LaunchedStore, launchEmbeddedStore } from '#store/embedded/launch'

describe('the store as a process', () => {
  let dataDir: string
  let running: LaunchedStore[]
  const launch = async (
    options: { onExit?: (code: number | null, signal: string | null) => void; dataDir?: string } = {},
  ) => {
    const store = await launchEmbeddedStore({ dataDir, ...options })
    running.push(store)
    return store
  }
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'zachetka-process-'))
    running = []
  })
  afterEach(async () => {
    for (const store of running) await store.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('keeps what was written when it is started again', async () => {
    const first = await launch()
    const client = await MongoClient.connect(first.uri)
    await client.db().collection('c').createIndex({ a: 1 }, { unique: true })
    await client.db().collection('c').insertOne({ a: 1 })
    await client.close()
    await first.close()
    const again = await MongoClient.connect((await launch()).uri)
    expect(await again.db().collection('c').countDocuments({ a: 1 })).to.equal(1)
    const error = await again
      .db()
      .collection('c')
      .insertOne({ a: 1 })
      .catch(e => e)
    await again.close()
    expect(error.code).to.equal(11000)
  })

  it('refuses a directory that another process has', async () => {
    await launch()
    const error = await launch().catch(e => e)
    expect(error.code).to.equal('store_locked')
  })

  it('serves on where the whole group is told to stop: its parent still writes', async () => {
    const store = await launch()
    const client = await MongoClient.connect(store.uri)
    await client.db().collection('c').insertOne({ a: 1 })
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.kill(store.pid, signal)
    await delay(200)
    await client.db().collection('c').insertOne({ a: 2 })
    expect(await client.db().collection('c').countDocuments()).to.equal(2)
    await client.close()
    await store.close()
  })

  it('keeps its files to their owner', async () => {
    await launch()
    expect(statSync(join(dataDir, 'store')).mode & 0o777).to.equal(0o700)
  })

  it('listens on loopback when the path is too long for a socket', async () => {
    const store = await launch({ dataDir: join(dataDir, 'x'.repeat(120)) })
    expect(store.uri).to.match(/^mongodb:\/\/127\.0\.0\.1:\d+\/zachetka$/)
    const client = await MongoClient.connect(store.uri)
    expect(await client.db().command({ ping: 1 })).to.deep.equal({ ok: 1 })
    await client.close()
  })

  it('tells when it dies unasked, and starts nothing by itself', async () => {
    const exited = new Promise(resolve => {
      void launch({ onExit: (code, signal) => resolve({ code, signal }) }).then(store =>
        process.kill(store.pid, 'SIGKILL'),
      )
    })
    expect(await exited).to.deep.equal({ code: null, signal: 'SIGKILL' })
  })

  it('ends when its parent is killed', async () => {
    const launcher = `import { launchEmbeddedStore } from '#store/embedded/launch'
      console.log((await launchEmbeddedStore({ dataDir: ${JSON.stringify(dataDir)} })).pid)`
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', launcher], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(parent.stdout, 'data')
    parent.kill('SIGKILL')
    const pid = Number(line)
    const isAlive = (): boolean => {
      try {
        return process.kill(pid, 0)
      } catch {
        return false
      }
    }
    while (isAlive()) await new Promise(resolve => setTimeout(resolve, 20))
    expect(existsSync(join(dataDir, 'store', 'lock'))).to.equal(false)
  })

  it('loses no acknowledged write and keeps no half command when killed', async () => {
    const acknowledged = await writeUntilKilled(await launch())
    const client = await MongoClient.connect((await launch()).uri)
    const found = await client.db().collection('items').find().toArray()
    const byIndex = await client
      .db()
      .collection('items')
      .find({ key: { $gte: '' } })
      .toArray()
    const sizes = new Map<string, number>()
    for (const { batch } of found) sizes.set(batch, (sizes.get(batch) ?? 0) + 1)
    await client.close()
    expect(acknowledged.filter(batch => !sizes.has(batch))).to.deep.equal([])
    expect([...sizes.values()].filter(size => size !== batchSize)).to.deep.equal([])
    expect(byIndex.length).to.equal(found.length)
    expect(acknowledged.length).to.be.greaterThan(20)
  })

  const batchSize = 5

  /** Many writers at once, each waiting for its acknowledgement, until the process is killed under them; 100 times in tests/crash. */
  async function writeUntilKilled(store: LaunchedStore): Promise<string[]> {
    const client = await MongoClient.connect(store.uri, { serverSelectionTimeoutMS: 100, maxPoolSize: 20 })
    const collection = client.db().collection('items')
    await collection.createIndex({ key: 1 }, { unique: true })
    const acknowledged: string[] = []
    const write = async (writer: number): Promise<void> => {
      for (let i = 0; ; i++) {
        const batch = `${writer}-${i}`
        const docs = Array.from({ length: batchSize }, (_, n) => ({ batch, key: `${batch}-${n}` }))
        await collection.insertMany(docs)
        acknowledged.push(batch)
        if (acknowledged.length === 80) process.kill(store.pid, 'SIGKILL')
      }
    }
    await Promise.allSettled(Array.from({ length: 20 }, (_, writer) => write(writer)))
    await client.close()
    return acknowledged
  }
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { MongoClient } from 'mongodb'
import { launchEmbeddedStore } from '#store/embedded/launch'

const main = fileURLToPath(new URL('../../../../src/store/embedded/main.ts', import.meta.url))

/** The store with files of at most 4 MB, which is what a quota or a full disk is to it. */
async function startLimited(directory: string) {
  const script = 'ulimit -f 8192; exec "$0" --import tsx "$1" "$2" "$2/store.sock"'
  const child = spawn('sh', ['-c', script, process.execPath, main, directory], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const exited = once(child, 'exit') as Promise<[code: number | null]>
  const [line] = await once(child.stdout, 'data')
  return { uri: `${JSON.parse(String(line)).uri}/zachetka`, exited, stop: () => child.stdin.end() }
}

describe('a full disk', function () {
  // two stores are started and thousands of writes flushed: minutes of nobody's time, but not twenty seconds of a busy machine
  this.timeout(60_000)
  let dataDir: string
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'zachetka-full-'))
  })
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

  it('gives the writers an error and loses nothing acknowledged', async () => {
    const directory = join(dataDir, 'store')
    mkdirSync(directory, { mode: 0o700 })
    const limited = await startLimited(directory)
    const client = await MongoClient.connect(limited.uri, {
      serverSelectionTimeoutMS: 500,
      retryReads: false,
    })
    const acknowledged: string[] = []
    const failures: unknown[] = []
    const write = async (writer: number): Promise<void> => {
      for (let i = 0; ; i++) {
        const _id = `${writer}-${i}`
        await client
          .db()
          .collection<{ _id: string; text: string }>('items')
          .insertOne({ _id, text: 'x'.repeat(9000) })
        acknowledged.push(_id)
      }
    }
    await Promise.all(
      Array.from({ length: 8 }, (_, writer) => write(writer).catch(error => failures.push(error))),
    )
    expect(failures).to.have.length(8)
    await servesReadsOrEnds(client, limited, acknowledged.length)
    await client.close()
    expect(await idsIn(dataDir)).to.include.members(acknowledged)
    expect(acknowledged).to.have.length.greaterThan(100)
  })
})

/** It answers reads, or has ended with 1: never a silence. */
async function servesReadsOrEnds(
  client: MongoClient,
  limited: Awaited<ReturnType<typeof startLimited>>,
  acknowledged: number,
): Promise<void> {
  const count = client.db().collection('items').countDocuments()
  const outcome = await Promise.race([
    limited.exited.then(([code]) => ({ code })),
    count.catch(() => limited.exited),
  ])
  if (typeof outcome === 'number') expect(outcome).to.be.at.least(acknowledged)
  limited.stop()
  const [code] = await limited.exited
  // it may answer in the moment before it ends
  expect(code).to.be.oneOf(typeof outcome === 'number' ? [0, 1] : [1])
}

async function idsIn(dataDir: string): Promise<unknown[]> {
  const store = await launchEmbeddedStore({ dataDir })
  const client = await MongoClient.connect(store.uri)
  const found = await client.db().collection('items').find().toArray()
  await client.close()
  await store.close()
  return found.map(each => each._id)
}

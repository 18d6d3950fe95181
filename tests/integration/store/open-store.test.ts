import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { MongoClient } from 'mongodb'
import type { Config } from '#config/config'
import { type OpenStore, type OpenStoreOptions, openStore } from '#src/adapters/open-store'

describe("the site's store", () => {
  let dataDir: string
  let opened: OpenStore[]
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'zachetka-open-'))
    opened = []
  })
  afterEach(async () => {
    for (const store of opened.reverse()) await store.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const open = async (options?: OpenStoreOptions): Promise<OpenStore> => {
    const config = { dataDir, mongodbUri: null } as Config
    const store = await openStore(config, () => undefined, options)
    opened.push(store)
    return store
  }

  const hello = async (uri: string): Promise<unknown> => {
    const client = await MongoClient.connect(uri)
    const { ok } = await client.db().command({ ping: 1 })
    await client.close()
    return ok
  }

  it('run alone on a port is shared by the processes that come after it', async () => {
    const port = await freePort()
    const alone = await open({ shared: false, port })
    expect(alone).to.include({ kind: 'embedded', uri: `mongodb://127.0.0.1:${port}/zachetka` })
    const others = [await open(), await open()]
    expect(others.map(store => store.kind)).to.deep.equal(['shared', 'shared'])
    expect(await Promise.all(others.map(store => hello(store.uri)))).to.deep.equal([1, 1])
  })

  it('is refused to a second process that wants it alone', async () => {
    await open()
    expect((await open({ shared: false }).catch(error => error)).code).to.equal('store_locked')
  })

  it('is one for two processes that start at once', async () => {
    const stores = await Promise.all([open(), open()])
    expect(stores.map(store => store.kind).sort()).to.deep.equal(['embedded', 'shared'])
    expect(stores[0]?.uri).to.equal(stores[1]?.uri)
  })
})

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect } from 'chai'
import { MongoClient } from 'mongodb'
import { uniqueDatabaseUri } from '#tests/support/store'
import { onSharedStore, scratch, zachetka } from '#tests/support/zachetka'

const SECRET_KEY = 'a test key of more than thirty-two characters'

/** Puts a database there as a later version of the program leaves it. */
async function ofLaterVersion(uri: string): Promise<void> {
  const client = new MongoClient(uri)
  await client
    .db()
    .collection('meta')
    .insertOne({ _id: 'schema' as never, version: 1_000_000 })
  await client.close()
}

describe('a site that cannot start', function () {
  this.timeout(60_000)

  it('ends when its port is taken, and says what to do, from whichever directory it is started', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    try {
      const { port } = other.address() as AddressInfo
      const environment = { HOST: '127.0.0.1', PORT: String(port), SECRET_KEY }
      const { code, stderr } = await zachetka(['start'], environment, '', scratch())
      expect(code).to.equal(1)
      expect(stderr).to.contain('[EADDRINUSE]').and.to.contain('PORT')
    } finally {
      other.close()
    }
  })

  it('ends when there is no such host, and names the variable', async () => {
    const { code, stderr } = await zachetka(['start'], {
      HOST: 'no.such.host.invalid',
      PORT: '0',
      SECRET_KEY,
    })
    expect(code).to.equal(1)
    expect(stderr).to.contain('set HOST to an address of this machine')
  })

  it('ends when a later version wrote its database, and says what to do', async () => {
    const MONGODB_URI = await uniqueDatabaseUri()
    await ofLaterVersion(MONGODB_URI)
    const { code, stderr } = await zachetka(['runs', 'list'], { MONGODB_URI, SECRET_KEY })
    expect(code).to.equal(1)
    expect(stderr).to.contain('[schema_too_new]').and.to.contain('restore a backup')
  })
})

describe('a site on any free port', function () {
  this.timeout(60_000)

  it('tells the address under which it answers', async () => {
    const environment = { ...process.env, ...(await onSharedStore()), PORT: '0', LOG_LEVEL: 'error' }
    const child = spawn(process.execPath, ['src/zachetka.mjs', 'web'], { env: environment })
    try {
      const [told] = (await once(child.stdout, 'data')) as [Buffer]
      const url = /http:\/\/localhost:[1-9]\d*/.exec(String(told))?.[0] ?? 'none'
      expect((await fetch(`${url}/health/live`)).status, String(told)).to.equal(200)
    } finally {
      child.kill()
      await once(child, 'close')
    }
  })
})

import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect } from 'chai'
import { MongoClient } from 'mongodb'
import { uniqueDatabaseUri } from '#tests/support/store'
import { scratch, zachetka } from '#tests/support/zachetka'

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

  it('ends when a later version wrote its database, and says what to do', async () => {
    const MONGODB_URI = await uniqueDatabaseUri()
    await ofLaterVersion(MONGODB_URI)
    const { code, stderr } = await zachetka(['runs', 'list'], { MONGODB_URI, SECRET_KEY })
    expect(code).to.equal(1)
    expect(stderr).to.contain('[schema_too_new]').and.to.contain('restore a backup')
  })
})

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { type Document, Long, MongoClient } from 'mongodb'
import { commands } from '#store/embedded/commands/dispatch'
import { type EmbeddedServer, startEmbeddedServer } from '#store/embedded/server'

describe('the embedded store', () => {
  let directory: string
  let server: EmbeddedServer
  let client: MongoClient
  let now = new Date('2026-03-01T00:00:00Z')
  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'zachetka-refused-'))
    server = await startEmbeddedServer({
      directory,
      listen: { host: '127.0.0.1', port: 0 },
      clock: () => now,
    })
    client = await MongoClient.connect(`${server.uri}/test`)
    await client.db().collection('c').insertOne({ a: 1 })
  })
  after(async () => {
    await client.close()
    await server.close()
    rmSync(directory, { recursive: true, force: true })
  })

  const failure = async (command: Document): Promise<Document> =>
    client
      .db()
      .command(command)
      .catch(error => error)

  const refused: [what: string, command: Document, code: number][] = [
    ['a command it does not have', { mapReduce: 'c' }, 59],
    ['an option it does not have', { find: 'c', frob: 1 }, 40415],
    [
      'an option of an update it does not have',
      { update: 'c', updates: [{ q: {}, u: { $set: { a: 1 } }, frob: 1 }] },
      40415,
    ],
    ['an unknown operator', { find: 'c', filter: { a: { $frob: 1 } } }, 2],
    ['an unknown operator at the top', { find: 'c', filter: { $frob: 1 } }, 2],
    [
      'an unknown operator in a collection that is not there',
      { find: 'none', filter: { a: { $frob: 1 } } },
      2,
    ],
    ['$where', { find: 'c', filter: { $where: 'true' } }, 2],
    ['$near', { find: 'c', filter: { a: { $near: [0, 0] } } }, 2],
    ['a collation', { find: 'c', collation: { locale: 'ru', strength: 2 } }, 2],
    ['a tailable cursor', { find: 'c', tailable: true }, 2],
    ['a wrong hint', { find: 'c', hint: 'none' }, 2],
    ['a text index', { createIndexes: 'c', indexes: [{ key: { a: 'text' }, name: 't' }] }, 67],
    ['a hashed index', { createIndexes: 'c', indexes: [{ key: { a: 'hashed' }, name: 't' }] }, 67],
    ['a wildcard index', { createIndexes: 'c', indexes: [{ key: { '$**': 1 }, name: 't' }] }, 67],
    [
      'an index option it does not have',
      { createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 't', weights: {} }] },
      67,
    ],
    ['a capped collection', { create: 'k', capped: true, size: 1 }, 72],
    ['a validator', { create: 'k', validator: { a: 1 } }, 72],
    ['a stage it does not have', { aggregate: 'c', pipeline: [{ $graphLookup: {} }], cursor: {} }, 40324],
    ['a change stream', { aggregate: 'c', pipeline: [{ $changeStream: {} }], cursor: {} }, 40573],
    [
      'an expression it does not have',
      { aggregate: 'c', pipeline: [{ $project: { x: { $frob: 1 } } }], cursor: {} },
      168,
    ],
    ['a cursor that is not there', { getMore: 5, collection: 'c' }, 43],
    ['indexes of a collection that is not there', { listIndexes: 'none' }, 26],
    ['a name with a dollar', { create: 'a$b' }, 73],
  ]
  for (const [what, command, code] of refused) {
    it(`refuses ${what} with ${code}`, async () => {
      expect((await failure(command)).code).to.equal(code)
    })
  }

  it('names what was asked and the way out', async () => {
    expect((await failure({ mapReduce: 'c' })).message).to.match(/mapReduce.*MONGODB_URI/)
  })

  it('refuses transactions with 20', async () => {
    const documents = [{ _id: 'in a transaction' }]
    const begin = { txnNumber: Long.fromNumber(1), startTransaction: true, autocommit: false }
    expect((await failure({ insert: 'c', documents, ...begin })).code).to.equal(20)
  })

  it('changes nothing when a command is refused half way', async () => {
    const indexes = [
      { key: { z: 1 }, name: 'z' },
      { key: { z: 'text' }, name: 't' },
    ]
    expect((await failure({ createIndexes: 'fresh', indexes })).code).to.equal(67)
    expect(await client.db().listCollections({ name: 'fresh' }).toArray()).to.deep.equal([])
  })

  it('compares 64-bit integers exactly', async () => {
    const c = client.db().collection<Document>('longs')
    await c.insertMany([{ n: 9007199254740992n }, { n: 9007199254740993n }])
    expect(await c.countDocuments({ n: 9007199254740993n })).to.equal(1)
    expect(await c.countDocuments({ n: { $gt: 9007199254740992n } })).to.equal(1)
  })

  it('removes what a TTL index declares expired, and nothing else', async () => {
    const c = client.db().collection<Document>('ttl')
    await c.createIndex({ at: 1 }, { expireAfterSeconds: 600 })
    const at = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000)
    await c.insertMany([
      { i: 1, at: at(11) },
      { i: 2, at: at(9) },
      { i: 3, at: null },
      { i: 4, at: 5 },
      { i: 5 },
      { i: 6, at: [at(20), at(1)] },
    ])
    expect(await server.sweep()).to.equal(2)
    now = new Date(now.getTime() + 120_000)
    expect(await server.sweep()).to.equal(1)
    expect(await c.distinct('i')).to.deep.equal([3, 4, 5])
  })

  it('changes the term of a TTL index', async () => {
    await client.db().collection('mod').createIndex({ at: 1 }, { expireAfterSeconds: 600 })
    const reply = await client
      .db()
      .command({ collMod: 'mod', index: { name: 'at_1', expireAfterSeconds: 5 } })
    expect(reply).to.include({ expireAfterSeconds_old: 600, expireAfterSeconds_new: 5 })
  })

  it('gives up when its time is up', async () => {
    const c = client.db().collection('slow')
    await c.insertMany(Array.from({ length: 20_000 }, () => ({ text: 'x'.repeat(100) })))
    expect((await failure({ find: 'slow', filter: { text: 'a' }, maxTimeMS: 1 })).code).to.equal(50)
  })

  it('refuses to sort more than 100 MB', async () => {
    const c = client.db().collection('big')
    const text = 'x'.repeat(15_000_000)
    for (let i = 0; i < 8; i++) await c.insertOne({ i, text })
    expect((await failure({ find: 'big', sort: { i: 1 } })).code).to.equal(292)
    expect(
      (await c.find().sort({ i: -1 }).limit(2).project({ i: 1 }).toArray()).map(doc => doc.i),
    ).to.deep.equal([7, 6])
  })

  it('has every command in its README with its options, and no other', () => {
    const readme = readFileSync(new URL('../../../../src/store/embedded/README.md', import.meta.url), 'utf8')
    const table = readme.slice(readme.indexOf('## Commands'), readme.indexOf('## Query operators'))
    const rows = new Map([...table.matchAll(/^\| `(\w+)` \|(.*)$/gm)].map(([, name, row]) => [name, row]))
    expect([...rows.keys()].sort()).to.deep.equal(Object.keys(commands).sort())
    const wordsOf = (text = ''): string[] =>
      [...text.matchAll(/`([^`]+)`/g)].flatMap(([, words]) => words?.split(/\s+/) ?? [])
    const withoutEffect = wordsOf(table.split('Without an effect here:')[1])
    for (const [name, { options = '' }] of Object.entries(commands))
      if (name !== 'hello' && name !== 'isMaster')
        expect([...wordsOf(rows.get(name)), ...withoutEffect], name).to.include.members(
          options.split(/\s+/).filter(Boolean),
        )
  })
})

import { expect } from 'chai'
import { type Document, MongoClient } from 'mongodb'
import { startTestStore, type TestStore } from '#tests/support/store'

describe('the size of a result', () => {
  let store: TestStore
  let client: MongoClient
  before(async () => {
    store = await startTestStore()
    client = await MongoClient.connect(store.uri)
    const text = 'x'.repeat(1_000_000)
    for (let i = 0; i < 70; i++)
      await client
        .db()
        .collection('large')
        .insertOne({ i, text: `${i}${text}` })
  })
  after(async () => {
    await client.close()
    await store.close()
  })

  const failure = async (command: Document): Promise<Document> =>
    client
      .db()
      .command(command)
      .catch(error => error)
  const aggregate = (...pipeline: Document[]): Promise<Document> =>
    failure({ aggregate: 'large', pipeline, cursor: {} })

  it('of a pipeline is held to 64 MB', async () => {
    expect((await aggregate({ $group: { _id: null, n: { $max: '$i' } } })).code).to.equal(292)
    expect(
      (await aggregate({ $match: { i: { $lt: 50 } } }, { $group: { _id: null, n: { $max: '$i' } } })).ok,
    ).to.equal(1)
  })

  it('is counted as it grows', async () => {
    const copies = { $map: { input: { $range: [0, 80] }, as: 'n', in: '$text' } }
    expect((await aggregate({ $match: { i: 0 } }, { $project: { copies } })).code).to.equal(292)
  })

  it('of one document is held to 16 MB', async () => {
    const all = { $group: { _id: null, texts: { $push: '$text' } } }
    expect((await aggregate({ $match: { i: { $lt: 20 } } }, all)).code).to.equal(10334)
  })

  it('of distinct is held to 16 MB', async () => {
    expect((await failure({ distinct: 'large', key: 'text' })).code).to.equal(17217)
    expect((await failure({ distinct: 'large', key: 'i' })).values).to.have.length(70)
  })

  it('does not matter to updates and removals of many documents', async () => {
    const large = client.db().collection('large')
    expect((await large.updateMany({}, { $set: { seen: true } })).modifiedCount).to.equal(70)
    expect(await large.countDocuments({ seen: true })).to.equal(70)
  })
})

describe('agenda, the queue and cursor polling', () => {
  let store: TestStore
  let client: MongoClient
  before(async () => {
    store = await startTestStore()
    client = await MongoClient.connect(store.uri)
  })
  after(async () => {
    await client.close()
    await store.close()
  })

  it("lock a job without a scan, by agenda's own index", async () => {
    const jobs = client.db().collection('agendaJobs')
    const index = { name: 1, nextRunAt: 1, priority: -1, lockedAt: 1, disabled: 1 } as const
    await jobs.createIndex(index, { name: 'findAndLockNextJobIndex' })
    const at = (i: number): Date => new Date(Date.UTC(2026, 0, 1, 0, 0, i))
    await jobs.insertMany(
      Array.from({ length: 3000 }, (_, i) => ({
        name: `job${i % 10}`,
        nextRunAt: at(i),
        priority: 0,
        lockedAt: null,
        disabled: false,
      })),
    )
    const query = {
      name: 'job3',
      disabled: { $ne: true },
      $or: [{ lockedAt: { $eq: null }, nextRunAt: { $lte: at(30) } }, { lockedAt: { $lte: at(0) } }],
    }
    const command = {
      findAndModify: 'agendaJobs',
      query,
      sort: { nextRunAt: 1, priority: -1 },
      update: { $set: { lockedAt: at(99) } },
    }
    const plan = await client.db().command({ explain: command, verbosity: 'executionStats' })
    expect(plan.executionStats.totalDocsExamined).to.be.at.most(3)
    expect(plan.executionStats.nReturned).to.equal(1)
  })

  const numbered = (make: (i: number) => Document) => Array.from({ length: 3000 }, (_, i) => make(i))
  const examined = async (find: Document): Promise<number[]> => {
    const { executionStats } = await client.db().command({ explain: find, verbosity: 'executionStats' })
    return [executionStats.totalKeysExamined, executionStats.totalDocsExamined, executionStats.nReturned]
  }

  it('read a page of the queue from where the last one ended', async () => {
    const entries = client.db().collection('entries')
    const order = { programmeId: 1, moduleId: 1, date: 1, _id: 1 } as const
    await entries.createIndex({ status: 1, ...order })
    await entries.insertMany(
      numbered(i => ({
        status: 'imported',
        programmeId: `p${i % 3}`,
        moduleId: 'M1',
        date: `2026-01-${10 + (i % 20)}`,
      })),
    )
    const filter = { status: 'imported', programmeId: 'p1', moduleId: 'M1', date: { $gt: '2026-01-15' } }
    expect(await examined({ find: 'entries', filter, sort: order, limit: 50 })).to.deep.equal([50, 50, 50])
  })

  it('poll what came after a cursor, and what is due', async () => {
    const polled = client.db().collection<Document>('polled')
    await polled.createIndex({ subscriber: 1, isPending: 1, notBefore: 1 })
    await polled.insertMany(
      numbered(i => ({
        _id: `book-${1e6 + i}`,
        subscriber: `s${i % 5}`,
        isPending: true,
        notBefore: new Date(i),
      })),
    )
    const after = { find: 'polled', filter: { _id: { $gt: 'book-1002000' } }, sort: { _id: 1 }, limit: 20 }
    expect(await examined(after)).to.deep.equal([20, 20, 20])
    const due = { subscriber: 's3', isPending: true, notBefore: { $lte: new Date(1500) } }
    const claim = {
      findAndModify: 'polled',
      query: due,
      sort: { notBefore: 1 },
      update: { $set: { token: 1 } },
    }
    expect(await examined(claim)).to.deep.equal([1, 1, 1])
  })
})

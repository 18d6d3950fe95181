import { expect } from 'chai'
import {
  Binary,
  BSONRegExp,
  Code,
  type Collection,
  Decimal128,
  type Document,
  Long,
  MaxKey,
  MinKey,
  type MongoBulkWriteError,
  MongoClient,
  type MongoServerError,
  ObjectId,
  Timestamp,
} from 'mongodb'
import { startTestStore, type TestStore } from '#tests/support/store'
import { codeOf } from '#tests/support/thrown'

async function failureOf(action: Promise<unknown>): Promise<MongoServerError> {
  try {
    await action
  } catch (error) {
    return error as MongoServerError
  }
  throw new TypeError('it did not fail')
}

describe('the driver', () => {
  let store: TestStore
  let client: MongoClient
  let made = 0
  const fresh = (): Collection<Document> => client.db().collection<Document>(`c${++made}`)
  before(async () => {
    store = await startTestStore()
    client = await MongoClient.connect(store.uri)
  })
  after(async () => {
    await client.close()
    await store.close()
  })

  it('reads back what it wrote, in the order it wrote it', async () => {
    const docs = [
      { _id: 'b' },
      { _id: 'a', when: new Date(5), big: Long.fromString('9007199254740993') },
      { _id: 'c', 'x.y': [1, null] },
    ] as unknown as Document[]
    const c = fresh()
    await c.insertMany(docs)
    expect(await c.find({}, { promoteLongs: false }).toArray()).to.deep.equal(docs)
  })

  it('pages through a result in batches', async () => {
    const c = fresh()
    await c.insertMany(Array.from({ length: 250 }, (_, i) => ({ i })))
    const seen: number[] = []
    for await (const doc of c
      .find({ i: { $gte: 10 } })
      .sort({ i: 1 })
      .batchSize(7))
      seen.push(doc.i)
    expect(seen).to.deep.equal(Array.from({ length: 240 }, (_, i) => i + 10))
  })

  it('keeps a batch under 16 MB', async () => {
    const c = fresh()
    const text = 'x'.repeat(6_000_000)
    for (let i = 0; i < 4; i++) await c.insertOne({ i, text })
    expect((await c.find().batchSize(100).toArray()).map(doc => doc.i)).to.deep.equal([0, 1, 2, 3])
  })

  it('is told the key of a duplicate', async () => {
    const c = fresh()
    await c.createIndex({ org: 1, 'people.mail': 1 }, { unique: true })
    await c.insertOne({ org: 1, people: [{ mail: 'a' }, { mail: 'b' }] })
    const error = await failureOf(c.insertOne({ org: 1, people: [{ mail: 'b' }] }))
    expect(error.code).to.equal(11000)
    expect(error.keyPattern).to.deep.equal({ org: 1, 'people.mail': 1 })
    expect(error.keyValue).to.have.property('org', 1)
  })

  it('goes on after a duplicate only when the batch is not ordered', async () => {
    const docs = [{ _id: 1 }, { _id: 1 }, { _id: 2 }] as unknown as Document[]
    const [ordered, unordered] = [fresh(), fresh()]
    const first = (await failureOf(ordered.insertMany(docs))) as MongoBulkWriteError
    const second = (await failureOf(unordered.insertMany(docs, { ordered: false }))) as MongoBulkWriteError
    expect([first.insertedCount, second.insertedCount]).to.deep.equal([1, 2])
  })

  it('writes in bulk', async () => {
    const c = fresh()
    const result = await c.bulkWrite([
      { insertOne: { document: { n: 1 } } },
      { updateOne: { filter: { n: 1 }, update: { $inc: { n: 1 } } } },
      { replaceOne: { filter: { n: 2 }, replacement: { m: 1 } } },
      { updateMany: { filter: { k: 'new' }, update: { $set: { v: 1 } }, upsert: true } },
      { deleteOne: { filter: { m: 1 } } },
    ])
    expect([
      result.insertedCount,
      result.modifiedCount,
      result.upsertedCount,
      result.deletedCount,
    ]).to.deep.equal([1, 2, 1, 1])
    expect(await c.find({}, { projection: { _id: 0 } }).toArray()).to.deep.equal([{ k: 'new', v: 1 }])
  })

  it('takes the next document atomically, once for each taker', async () => {
    const c = fresh()
    await c.insertMany(Array.from({ length: 20 }, (_, i) => ({ i, owner: null })))
    const take = (owner: number) =>
      c.findOneAndUpdate({ owner: null }, { $set: { owner } }, { sort: { i: 1 }, returnDocument: 'after' })
    const taken = await Promise.all(Array.from({ length: 30 }, (_, owner) => take(owner)))
    const got = taken.flatMap(doc => (doc ? [doc.i] : []))
    expect(got.sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 20 }, (_, i) => i))
  })

  it('upserts one document from concurrent upserts under a unique index', async () => {
    const c = fresh()
    await c.createIndex({ key: 1 }, { unique: true })
    await Promise.all(
      Array.from({ length: 10 }, () => c.updateOne({ key: 'k' }, { $inc: { n: 1 } }, { upsert: true })),
    )
    expect(await c.find({}, { projection: { _id: 0 } }).toArray()).to.deep.equal([{ key: 'k', n: 10 }])
  })

  it('counts, and lists distinct values', async () => {
    const c = fresh()
    await c.insertMany([{ a: [1, 2] }, { a: 2 }, { a: null }, {}])
    expect([
      await c.countDocuments({ a: 2 }),
      await c.countDocuments(),
      await c.estimatedDocumentCount(),
    ]).to.deep.equal([2, 4, 4])
    expect(await c.distinct('a')).to.deep.equal([null, 1, 2])
  })

  it('counts up to a limit as many as it would find, by an index or without one', async () => {
    const c = fresh()
    await c.insertMany(Array.from({ length: 60 }, (_, i) => ({ a: i % 3, b: i })))
    await c.createIndex({ a: 1 })
    for (const filter of [{ a: 1 }, { a: { $in: [0, 2] } }, { b: { $lt: 40 } }, {}])
      for (const options of [
        { limit: 7 },
        { skip: 15, limit: 7 },
        { skip: 38 },
        { skip: 38, limit: 20_000 },
      ]) {
        const found = await c.find(filter, options).toArray()
        const told = JSON.stringify({ filter, options })
        expect(await c.countDocuments(filter, options), told).to.equal(found.length)
        expect(
          (await client.db().command({ count: c.collectionName, query: filter, ...options })).n,
          told,
        ).to.equal(found.length)
      }
  })

  it('aggregates', async () => {
    const c = fresh()
    await c.insertMany([
      { k: 'a', v: 1, l: [1, 2] },
      { k: 'a', v: 2, l: [] },
      { k: 'b', v: 5 },
    ])
    const run = (pipeline: Document[]) => c.aggregate(pipeline).toArray()
    expect(
      await run([
        { $match: { v: { $gt: 0 } } },
        { $group: { _id: '$k', sum: { $sum: '$v' } } },
        { $sort: { _id: -1 } },
      ]),
    ).to.deep.equal([
      { _id: 'b', sum: 5 },
      { _id: 'a', sum: 3 },
    ])
    expect(await run([{ $unwind: '$l' }, { $count: 'n' }])).to.deep.equal([{ n: 2 }])
    expect(
      await run([{ $sortByCount: '$k' }, { $addFields: { twice: { $multiply: ['$count', 2] } } }]),
    ).to.deep.equal([
      { _id: 'a', count: 2, twice: 4 },
      { _id: 'b', count: 1, twice: 2 },
    ])
  })

  it('projects', async () => {
    const c = fresh()
    await c.insertOne({
      _id: 1,
      a: { b: 1, c: 2 },
      l: [
        { x: 1, y: 1 },
        { x: 2, y: 2 },
      ],
    } as Document)
    const project = async (projection: Document, filter: Document = {}) =>
      (await c.findOne(filter, { projection })) as Document
    expect(await project({ 'a.b': 1, _id: 0 })).to.deep.equal({ a: { b: 1 } })
    expect(await project({ 'l.x': 0, a: 0 })).to.deep.equal({ _id: 1, l: [{ y: 1 }, { y: 2 }] })
    expect(await project({ l: { $slice: -1 }, a: 0 })).to.deep.equal({ _id: 1, l: [{ x: 2, y: 2 }] })
    expect(await project({ l: { $elemMatch: { x: 2 } } })).to.deep.equal({ _id: 1, l: [{ x: 2, y: 2 }] })
    expect(await project({ 'l.$': 1 }, { 'l.x': 2 })).to.deep.equal({ _id: 1, l: [{ x: 2, y: 2 }] })
  })

  it('projects whole fields of every type', async () => {
    const c = fresh()
    const doc: Document = {
      _id: 1,
      double: 1.5,
      text: 'ключ',
      inner: { text: 'a' },
      list: [{ text: 1 }, 'b'],
      bytes: new Binary(Buffer.from('ab')),
      id: new ObjectId(),
      isTrue: true,
      date: new Date(0),
      nothing: null,
      pattern: new BSONRegExp('^a', 'i'),
      code: new Code('f()'),
      scoped: new Code('f()', { a: 1 }),
      int: 7,
      time: new Timestamp({ t: 1, i: 2 }),
      long: Long.fromString('9007199254740993'),
      decimal: Decimal128.fromString('1.10'),
      least: new MinKey(),
      most: new MaxKey(),
      имя: 'я',
    }
    await c.insertOne(doc)
    const options = { promoteLongs: false, promoteValues: false, bsonRegExp: true }
    const whole = (await c.findOne({}, options)) as Document
    for (const name of Object.keys(doc)) {
      const { [name]: value, ...rest } = whole
      expect(await c.findOne({}, { ...options, projection: { _id: 0, [name]: 1 } }), name).to.deep.equal({
        [name]: value,
      })
      expect(await c.findOne({}, { ...options, projection: { [name]: 0 } }), name).to.deep.equal(rest)
    }
    expect(await codeOf(c.findOne({}, { projection: { most: 0, text: 1 } }))).to.equal(31253)
  })

  it('reads fifty of many through an index that gives the order', async () => {
    const c = fresh()
    await c.createIndex({ status: 1, at: 1 })
    await c.insertMany(Array.from({ length: 3000 }, (_, i) => ({ status: i % 3, at: i })))
    const plan = await c.find({ status: 1 }).sort({ at: -1 }).limit(50).explain('executionStats')
    expect(plan.queryPlanner.winningPlan.inputStage).to.include({
      stage: 'IXSCAN',
      indexName: 'status_1_at_1',
      direction: 'backward',
    })
    expect(plan.executionStats.totalDocsExamined).to.equal(50)
  })

  it('manages indexes', async () => {
    const c = fresh()
    await c.createIndexes([
      { key: { a: 1 }, name: 'a' },
      { key: { b: 1 }, name: 'b', expireAfterSeconds: 60 },
    ])
    await c.dropIndex('a')
    expect((await c.indexes()).map(index => index.name)).to.deep.equal(['_id_', 'b'])
    expect((await failureOf(c.createIndex({ b: 1 }, { name: 'b', unique: true }))).code).to.equal(85)
    expect((await failureOf(c.dropIndex('none'))).code).to.equal(27)
  })

  it('gets no unique index over duplicates', async () => {
    const c = fresh()
    await c.insertMany([{ a: 1 }, { a: 1 }])
    expect((await failureOf(c.createIndex({ a: 1 }, { unique: true }))).code).to.equal(11000)
    expect(await c.indexes()).to.have.length(1)
  })

  it('lists and drops collections and databases', async () => {
    const c = fresh()
    await c.insertOne({})
    expect((await client.db().listCollections({ name: c.collectionName }).toArray())[0]).to.include({
      name: c.collectionName,
      type: 'collection',
    })
    expect((await failureOf(client.db().createCollection(c.collectionName))).code).to.equal(48)
    expect((await client.db().admin().listDatabases()).databases.map(each => each.name)).to.include(
      client.db().databaseName,
    )
    await c.drop()
    expect(await client.db().listCollections({ name: c.collectionName }).toArray()).to.deep.equal([])
  })

  it('merges into documents that are there', async () => {
    const [from, into] = [fresh(), fresh()]
    await from.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ] as Document[])
    await into.insertOne({ _id: 1, a: 0, b: 1 } as Document)
    const merge = (whenMatched: string) =>
      from.aggregate([{ $merge: { into: into.collectionName, whenMatched } }]).toArray()
    await merge('merge')
    expect(await into.find().sort({ _id: 1 }).toArray()).to.deep.equal([
      { _id: 1, a: 1, b: 1 },
      { _id: 2, a: 2 },
    ])
    expect((await failureOf(merge('fail'))).code).to.equal(11000)
    expect((await failureOf(merge('replace'))).message).to.include('whenMatched "replace"')
  })

  it('puts a result in the place of a collection, which keeps its indexes', async () => {
    const [from, into] = [fresh(), fresh()]
    await from.insertMany([{ a: 1 }, { a: 2 }])
    await into.insertMany([{ a: 3 }, { b: 4 }])
    await into.createIndex({ a: 1 }, { unique: true })
    await from.aggregate([{ $out: into.collectionName }]).toArray()
    expect((await into.find().sort({ a: 1 }).toArray()).map(doc => doc.a)).to.deep.equal([1, 2])
    expect(await into.countDocuments({ a: { $in: [1, 2, 3] } }, { hint: 'a_1' })).to.equal(2)
    await from.insertOne({ a: 2 })
    expect((await failureOf(from.aggregate([{ $out: into.collectionName }]).toArray())).code).to.equal(11000)
    expect(await into.countDocuments(), 'and is left as it was when one refuses').to.equal(2)
  })

  it('writes without waiting', async () => {
    const c = fresh()
    await c.insertOne({ a: 1 }, { writeConcern: { w: 0 } })
    while ((await c.countDocuments()) === 0) await new Promise(resolve => setTimeout(resolve, 5))
    expect(await c.countDocuments({ a: 1 })).to.equal(1)
  })
})

import { createRequire } from 'node:module'
import { MongoBackend } from '@agendajs/mongo-backend'
import { Agenda } from 'agenda'
import { expect } from 'chai'
import { type Document, MongoClient } from 'mongodb'
import mongoose from 'mongoose'
import { startTestStore, type TestStore } from '#tests/support/store'

/** ltijs brings a mongoose and a driver of its own, two majors older. */
const require = createRequire(import.meta.url)
const ltijsMongoose = createRequire(require.resolve('ltijs'))('mongoose') as typeof mongoose

for (const [name, odm] of [
  ['mongoose 9', mongoose],
  ["ltijs's mongoose 7", ltijsMongoose],
] as const) {
  describe(name, () => {
    let store: TestStore
    let connection: mongoose.Connection
    before(async () => {
      store = await startTestStore()
      connection = await odm.createConnection(store.uri).asPromise()
    })
    after(async () => {
      await connection.close()
      await store.close()
    })

    it('saves subdocuments with timestamps, and versions arrays', async () => {
      const item = new odm.Schema({ x: Number }, { timestamps: true })
      const Model = connection.model(
        'Sub',
        new odm.Schema({ title: String, items: [item] }, { timestamps: true }),
      )
      const doc = await Model.create({ title: 'a', items: [{ x: 1 }, { x: 2 }] })
      doc.items[0]?.set('x', 10)
      doc.items.pull({ _id: doc.items[1]?._id })
      await doc.save()
      const found = await Model.findById(doc._id).lean()
      expect(found?.items.map(each => each.x)).to.deep.equal([10])
      expect(found?.__v).to.equal(1)
    })

    it('makes unique, partial and TTL indexes and meets their errors', async () => {
      const schema = new odm.Schema({
        kid: { type: String, unique: true },
        at: { type: Date, expires: 10 },
        state: String,
        no: Number,
      })
      schema.index({ no: 1 }, { unique: true, partialFilterExpression: { state: 'issued' } })
      const Model = connection.model('Keys', schema)
      await Model.init()
      await Model.create([
        { kid: '1', no: 1, state: 'draft' },
        { kid: '2', no: 1, state: 'issued' },
      ])
      const codes = await Promise.all(
        [{ kid: '1' }, { kid: '3', no: 1, state: 'issued' }].map(doc =>
          Model.create(doc).catch(error => error.code),
        ),
      )
      expect(codes).to.deep.equal([11000, 11000])
      const indexes = await Model.collection.indexes()
      expect(indexes.find(index => index.name === 'at_1')?.expireAfterSeconds).to.equal(10)
    })

    it('upserts, and populates', async () => {
      const Author = connection.model('Author', new odm.Schema({ name: String }))
      const Book = connection.model(
        'Book',
        new odm.Schema({ name: String, author: { type: odm.Schema.Types.ObjectId, ref: 'Author' } }),
      )
      const author = await Author.create({ name: 'А' })
      await Book.findOneAndUpdate({ name: 'b' }, { $set: { author: author._id } }, { upsert: true })
      const book = await Book.findOne({ name: 'b' }).populate<{ author: { name: string } }>('author')
      expect(book?.author.name).to.equal('А')
    })

    it('replaces documents with dotted names inside', async () => {
      const Model = connection.model('Token', new odm.Schema({ user: String, custom: JSON as never }))
      const custom = { 'https://purl.imsglobal.org/spec/lti/claim/custom': { a: 1 }, 'x.y': 2 }
      await Model.replaceOne({ user: 'u' }, { user: 'u', custom }, { upsert: true })
      await Model.replaceOne({ user: 'u' }, { user: 'u', custom: { ...custom, 'x.y': 3 } }, { upsert: true })
      expect(
        (await Model.find({ user: 'u' }).select('-__v -_id')).map(doc => doc.toObject().custom),
      ).to.deep.equal([{ ...custom, 'x.y': 3 }])
    })
  })
}

describe('agenda', () => {
  it('runs each job once with two workers', async () => {
    const store = await startTestStore()
    const client = await MongoClient.connect(store.uri)
    const ran: number[] = []
    const workers = [1, 2].map(() => {
      const agenda = new Agenda({
        backend: new MongoBackend({ mongo: client.db() }),
        processEvery: 50,
        defaultLockLifetime: 2000,
      })
      agenda.define<{ i: number }>('count', async job => {
        ran.push(job.attrs.data?.i as number)
      })
      return agenda
    })
    try {
      for (const worker of workers) await worker.start()
      await Promise.all(Array.from({ length: 12 }, (_, i) => workers[0]?.now('count', { i })))
      while (ran.length < 12) await new Promise(resolve => setTimeout(resolve, 20))
      expect(ran.sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 12 }, (_, i) => i))
    } finally {
      for (const worker of workers) await worker.stop()
      await client.close()
      await store.close()
    }
  })

  it('finds and locks its jobs by an index, reading nothing else', async () => {
    const store = await startTestStore()
    const client = await MongoClient.connect(store.uri, { monitorCommands: true })
    const asked: Document[] = []
    client.on('commandStarted', ({ commandName, command }) => {
      if (commandName === 'findAndModify' || commandName === 'find') asked.push(command)
    })
    const agenda = new Agenda({
      backend: new MongoBackend({ mongo: client.db() }),
      processEvery: 50,
      defaultLockLifetime: 2000,
    })
    let ran = 0
    agenda.define('count', async () => void ran++)
    try {
      await agenda.start()
      await agenda.now('count', {})
      while (ran === 0) await new Promise(resolve => setTimeout(resolve, 20))
      const locks = asked.filter(
        command => command.sort && (command.query ?? command.filter)?.name === 'count',
      )
      expect(locks).to.not.have.length(0)
      for (const { lsid: _, $db: __, txnNumber: ___, ...command } of locks) {
        const plan = await client.db().command({ explain: command, verbosity: 'queryPlanner' })
        expect(JSON.stringify(plan.queryPlanner.winningPlan))
          .to.include('findAndLockNextJobIndex')
          .and.not.include('COLLSCAN')
      }
    } finally {
      await agenda.stop()
      await client.close()
      await store.close()
    }
  })
})

import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { type Document, MongoClient } from 'mongodb'
import { outputs } from '#store/embedded/aggregate/output'
import { stages } from '#store/embedded/aggregate/pipeline'
import { accumulators, expressionOperators } from '#store/embedded/query/expression'
import { queryOperators } from '#store/embedded/query/operators'
import { updateOperators } from '#store/embedded/update/operators'
import { startTestStore, type TestStore } from '#tests/support/store'
import { computed, grouped, indexKinds, matching, staged, updated } from './table-examples.ts'

const readme = readFileSync(new URL('../../../../src/store/embedded/README.md', import.meta.url), 'utf8')

/** The names in the first column of a section's table. */
function tableOf(section: string): string[] {
  const text = readme.slice(readme.indexOf(`## ${section}`)).split('\n## ')[0] ?? ''
  const rows = text.split('\n').filter(line => line.startsWith('| `'))
  return rows.flatMap(row =>
    [...(row.split('|')[1] ?? '').matchAll(/`([$\w]+)`/g)].map(match => match[1] as string),
  )
}

const tables: [section: string, code: readonly string[], examples: object][] = [
  ['Query operators', [...Object.keys(queryOperators), '$and', '$or', '$nor', '$expr'], matching],
  ['Update operators', Object.keys(updateOperators), updated],
  ['Stages', [...stages, ...Object.keys(outputs)], staged],
  ['Expressions', expressionOperators, computed],
  ['Indexes', Object.keys(indexKinds), indexKinds],
]

describe('the table in the README', () => {
  for (const [section, code, examples] of tables) {
    it(`has what the code has: ${section}`, () => {
      expect(tableOf(section).sort()).to.deep.equal([...new Set(code)].sort())
      expect(Object.keys(examples).sort()).to.deep.equal([...new Set(code)].sort())
    })
  }

  let store: TestStore
  let client: MongoClient
  let made = 0
  const filled = async (docs: readonly Document[]) => {
    const collection = client.db().collection<Document>(`c${++made}`)
    if (docs.length > 0) await collection.insertMany(structuredClone(docs) as Document[])
    return collection
  }
  before(async () => {
    store = await startTestStore()
    client = await MongoClient.connect(store.uri)
  })
  after(async () => {
    await client.close()
    await store.close()
  })

  for (const [operator, [filter, ids]] of Object.entries(matching)) {
    it(`finds by ${operator}`, async () => {
      const docs = [
        { _id: 1, n: 1, text: 'Аб', list: [1, 2] },
        { _id: 2, n: 5, text: 'вг', list: [{ x: 1 }] },
        { _id: 3, n: null },
      ]
      const found = await (await filled(docs)).find(filter).sort({ _id: 1 }).toArray()
      expect(found.map(doc => doc._id)).to.deep.equal(ids)
    })
  }

  for (const [operator, [before, update, after]] of Object.entries(updated)) {
    it(`updates by ${operator}`, async () => {
      const collection = await filled([])
      if (before) await collection.insertOne({ _id: 1 as never, ...before })
      await collection.updateOne({ _id: 1 as never }, update, { upsert: true })
      const { _id, ...rest } = (await collection.findOne()) as Document
      if (operator === '$currentDate') expect(rest.at).to.be.instanceOf(Date)
      else expect(rest).to.deep.equal(after)
    })
  }

  for (const [stage, [pipeline, result]] of Object.entries(staged)) {
    it(`aggregates by ${stage}`, async () => {
      const docs = [
        { _id: 1, k: 'a', v: 3, l: [1, 2] },
        { _id: 2, k: 'b', v: 2, l: [] },
        { _id: 3, k: 'a', v: 1, l: [3] },
      ]
      const collection = await filled(docs)
      const own = JSON.parse(JSON.stringify(pipeline).replaceAll('SELF', collection.collectionName))
      const found = await collection.aggregate(own).toArray()
      const into = stage === '$out' || stage === '$merge'
      const shown = into
        ? await client.db().collection(`${collection.collectionName}_x`).find().toArray()
        : found
      expect(shown).to.deep.equal(result)
    })
  }

  for (const [operator, [expression, value]] of Object.entries(computed)) {
    it(`computes ${operator}`, async () => {
      const doc = {
        _id: 1,
        n: -7.5,
        i: 7,
        s: ' Аб,в ',
        l: [3, 1, 2],
        o: { a: 1 },
        d: new Date('2026-03-05T06:07:08Z'),
      }
      const pipeline = [{ $project: { _id: 0, x: expression } }]
      expect(await (await filled([doc])).aggregate(pipeline).toArray()).to.deep.equal([{ x: value }])
    })
  }

  for (const [operator, [argument, value]] of Object.entries(grouped)) {
    it(`accumulates ${operator}`, async () => {
      const docs = [
        { _id: 1, v: 3, o: { a: 1 } },
        { _id: 2, v: 1, o: { b: 2 } },
      ]
      const pipeline = [{ $sort: { _id: 1 } }, { $group: { _id: null, x: { [operator]: argument } } }]
      expect(await (await filled(docs)).aggregate(pipeline).toArray()).to.deep.equal([
        { _id: null, x: value },
      ])
    })
  }

  it('accumulates by every accumulator of the README', () => {
    const line = readme.slice(readme.indexOf('Accumulators of')).split('\n\n')[0] ?? ''
    const named = [...line.matchAll(/`(\$\w+)`/g)].map(match => match[1]).filter(name => name !== '$group')
    expect(named.sort()).to.deep.equal([...accumulators].sort())
    expect(Object.keys(grouped).sort()).to.deep.equal([...accumulators].sort())
  })

  for (const [kind, { key, options, docs, filter, index }] of Object.entries(indexKinds)) {
    it(`builds a ${kind} index and finds by it`, async () => {
      const collection = await filled(docs)
      await collection.createIndex(key, { ...options, name: 'it' })
      const plan = await collection.find(filter).explain('executionStats')
      expect(plan.queryPlanner.winningPlan.inputStage?.indexName).to.equal(index)
      expect(plan.executionStats.nReturned).to.equal(1)
    })
  }

  const unknown: [what: string, name: string, command: Document, code: number][] = [
    ['a command', 'renameCollection', { renameCollection: 'a.b' }, 59],
    ['an option', 'showRecordId', { find: 'c', showRecordId: true }, 2],
    ['an operator', '$bitsAllSet', { find: 'c', filter: { a: { $bitsAllSet: 1 } } }, 2],
    ['an operator at the top', '$jsonSchema', { find: 'c', filter: { $jsonSchema: {} } }, 2],
    [
      'a stage',
      '$setWindowFields',
      { aggregate: 'c', pipeline: [{ $setWindowFields: {} }], cursor: {} },
      40324,
    ],
    ['a stage', '$lookup', { aggregate: 'c', pipeline: [{ $lookup: {} }], cursor: {} }, 40324],
    [
      'an expression',
      '$sin',
      { aggregate: 'c', pipeline: [{ $project: { x: { $sin: 1 } } }], cursor: {} },
      168,
    ],
    [
      'an accumulator',
      '$stdDevPop',
      { aggregate: 'c', pipeline: [{ $group: { _id: null, x: { $stdDevPop: '$v' } } }], cursor: {} },
      168,
    ],
    ['a collation', 'collation', { count: 'c', collation: { locale: 'ru' } }, 2],
    [
      'an index kind',
      '2dsphere',
      { createIndexes: 'c', indexes: [{ key: { a: '2dsphere' }, name: 'x' }] },
      67,
    ],
    [
      'an index option',
      'storageEngine',
      { createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'x', storageEngine: {} }] },
      67,
    ],
    ['an update modifier', '$frob', { update: 'c', updates: [{ q: {}, u: { $frob: { a: 1 } } }] }, 9],
    [
      'an option of an update',
      'sort',
      { update: 'c', updates: [{ q: {}, u: { $set: { a: 1 } }, sort: { a: 1 } }] },
      40415,
    ],
  ]
  for (const [what, name, command, code] of unknown) {
    it(`refuses ${what} that is not in it, by name: ${name}`, async () => {
      await (
        await client
          .db()
          .createCollection('c')
          .catch(() => client.db().collection('c'))
      ).insertOne({ a: 1, v: 1 })
      const error = await client
        .db()
        .command(command)
        .then(reply => reply.writeErrors?.[0] ?? reply)
        .catch(caught => caught)
      expect(error.code).to.equal(code)
      expect(error.message ?? error.errmsg).to.include(name)
      expect(error.message ?? error.errmsg).to.include('MONGODB_URI')
    })
  }
})

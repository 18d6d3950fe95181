import { Long, ObjectId } from 'bson'
import { expect } from 'chai'
import fc from 'fast-check'
import type { Doc } from '#store/embedded/bson/codec'
import { orderKey } from '#store/embedded/bson/order-key'
import { findRows } from '#store/embedded/query/find'
import { type Bench, openBench } from '../support.ts'

const scalar = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom<unknown>(null, 1.5, true, false, 'a', 'ab', 'b', '', 'я', new Date(0), new Date(5)),
  fc.constantFrom<unknown>(Long.fromNumber(2), Long.fromString('9007199254740993'), Number.NaN, -0),
  fc.constantFrom<unknown>(
    new ObjectId('64b000000000000000000001'),
    { x: 1 },
    { x: 1, y: 2 },
    { y: 2, x: 1 },
  ),
)
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }), { maxLength: 3 }),
  },
)
/** Only one of the fields is an array: MongoDB refuses parallel arrays in a compound index. */
const document = fc
  .record(
    { a: scalar, b: value, c: fc.oneof(scalar, fc.record({ x: scalar, y: scalar }, { requiredKeys: [] })) },
    { requiredKeys: [] },
  )
  .map(doc => doc as Doc)

const comparable = scalar.filter(
  v => typeof v !== 'object' || v === null || v instanceof Date || v instanceof Long,
)
const condition = fc.oneof(
  scalar,
  fc.record({ $gt: comparable }),
  fc.record({ $lte: comparable }),
  fc.record({ $gte: comparable, $lt: comparable }),
  fc.record({ $in: fc.array(scalar, { maxLength: 4 }) }),
  fc.record({ $ne: scalar }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $elemMatch: fc.record({ x: scalar, y: scalar }, { requiredKeys: ['x'] }) }),
  fc.record({ $elemMatch: fc.record({ $gt: comparable, $lt: comparable }) }),
  fc.constant({ $regex: '^a' }),
)
const field = fc.constantFrom('a', 'b', 'c', 'b.x', 'b.y', 'c.x', '_id')
const clause = fc.tuple(field, condition).map(([name, c]) => ({ [name]: c }) as Doc)
const filter = fc.oneof(
  { weight: 3, arbitrary: fc.array(clause, { maxLength: 3 }).map(list => Object.assign({}, ...list) as Doc) },
  { weight: 1, arbitrary: fc.array(clause, { minLength: 1, maxLength: 3 }).map($or => ({ $or }) as Doc) },
  { weight: 1, arbitrary: fc.array(clause, { minLength: 1, maxLength: 3 }).map($and => ({ $and }) as Doc) },
)
const direction = fc.constantFrom(1, -1)
const key = fc
  .uniqueArray(fc.tuple(field, direction), { minLength: 1, maxLength: 3, selector: ([name]) => name })
  .map(pairs => Object.fromEntries(pairs) as Doc)
const extra = fc.constantFrom<Doc>(
  {},
  {},
  { sparse: true },
  { partialFilterExpression: { a: { $exists: true } } },
  { partialFilterExpression: { a: { $gt: 0 } } },
)
const index = fc.tuple(key, extra).map(([k, e]) => ({ key: k, ...e }) as Doc)

describe('the planner', () => {
  let bench: Bench
  before(() => {
    bench = openBench()
  })
  after(() => bench.close())

  const ids = (docs: Doc[]): unknown[] => docs.map(doc => doc._id).sort((a, b) => Number(a) - Number(b))

  it('finds by index what a scan of everything finds', async () => {
    const world = fc.tuple(
      fc.array(document, { maxLength: 25 }),
      fc.array(index, { minLength: 1, maxLength: 3 }),
      fc.array(filter, { minLength: 4, maxLength: 8 }),
    )
    await fc.assert(
      fc.asyncProperty(world, async ([docs, indexes, filters]) => {
        const named = indexes.map((spec, i) => ({ ...spec, name: `i${i}` }))
        const name = await bench.fill(docs, named)
        for (const wanted of filters) {
          const scanned = bench.find(name, { filter: wanted, hint: { $natural: 1 } })
          expect(ids(bench.find(name, { filter: wanted }))).to.deep.equal(ids(scanned))
          expect(bench.count(name, wanted) ?? scanned.length).to.equal(scanned.length)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('gives by index the order that sorting in memory gives', async () => {
    const simple = fc.record({ a: scalar, c: scalar }, { requiredKeys: [] }).map(doc => doc as Doc)
    const sort = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'c'), direction), {
      minLength: 1,
      maxLength: 2,
      selector: ([name]) => name,
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(simple, { maxLength: 20 }),
        sort,
        fc.boolean(),
        async (docs, order, reverse) => {
          const wanted = Object.fromEntries(order) as Doc
          const indexKey = Object.fromEntries(order.map(([name, d]) => [name, reverse ? -d : d])) as Doc
          const name = await bench.fill(docs, [{ key: indexKey }])
          const bare = await bench.fill(docs, [])
          const shown = (found: Doc[]): unknown[] =>
            found.map(({ a, c }) => JSON.stringify([a ?? null, c ?? null]))
          const fields = order.map(([f]) => f)
          const only = (found: Doc[]): unknown[] =>
            found.map(doc => orderKey(fields.map(f => doc[f] ?? null)).toString('hex'))
          expect(bench.indexOf(name, { sort: wanted })).to.equal(fields.join('_'))
          expect(only(bench.find(name, { sort: wanted }))).to.deep.equal(
            only(bench.find(bare, { sort: wanted })),
          )
          expect(shown(bench.find(name, { sort: wanted })).sort()).to.deep.equal(shown(docs).sort())
        },
      ),
      { numRuns: 80 },
    )
  })

  it('takes the index that also gives the order when there is a limit', async () => {
    const docs = Array.from({ length: 600 }, (_, i) => ({ status: i % 2, at: (i * 7) % 600 }))
    const name = await bench.fill(docs, [
      { key: { status: 1 }, name: 's' },
      { key: { status: 1, at: -1 }, name: 'sa' },
    ])
    expect(bench.indexOf(name, { filter: { status: 1 }, sort: { at: 1 }, limit: 50 })).to.equal('sa')
  })

  it('takes the more selective of two indexes', async () => {
    const docs = Array.from({ length: 600 }, (_, i) => ({ kind: 'same', owner: i }))
    const name = await bench.fill(docs, [
      { key: { kind: 1 }, name: 'k' },
      { key: { owner: 1 }, name: 'o' },
    ])
    expect(bench.indexOf(name, { filter: { kind: 'same', owner: 5 } })).to.equal('o')
  })

  it('finds a document whose conditions hold for different elements of an array', async () => {
    const docs = [
      {
        b: [
          { x: 1, y: 2 },
          { x: 3, y: 4 },
        ],
      },
      { b: [1, 9] },
    ]
    const name = await bench.fill(docs, [
      { key: { 'b.x': 1, 'b.y': 1 }, name: 'xy' },
      { key: { b: -1 }, name: 'b' },
    ])
    const crossing = { 'b.x': 1, 'b.y': 4 }
    const outside = { b: { $gt: 5, $lt: 3 } }
    expect([
      bench.indexOf(name, { filter: crossing }),
      bench.indexOf(name, { filter: outside }),
    ]).to.deep.equal(['xy', 'b'])
    expect(ids(bench.find(name, { filter: crossing }))).to.deep.equal([0])
    expect(ids(bench.find(name, { filter: outside }))).to.deep.equal([1])
  })

  it('counts equalities by the index alone', async () => {
    const name = await bench.fill(
      [{ a: 1, b: 1 }, { a: 1, b: 2 }, { a: 2, b: 1 }, {}],
      [{ key: { a: 1, b: 1 }, name: 'ab' }],
    )
    expect(bench.count(name, { a: 1 })).to.equal(2)
    expect(bench.count(name, { a: { $in: [1, 2] }, b: 1 })).to.equal(2)
    expect(bench.count(name, { a: null })).to.equal(1)
    expect(bench.count(name, { b: 1 })).to.equal(undefined)
    expect(bench.count(name, { a: 1, c: 1 })).to.equal(undefined)
  })

  it('answers equalities exactly, however many combinations and however long the values', async () => {
    const numbers = Array.from({ length: 40 }, (_, i) => i)
    const long = 'x'.repeat(1000)
    const name = await bench.fill(
      [...numbers.map(i => ({ a: i, b: i * 2 })), { a: long, b: 1 }, { a: `${long}y`, b: 1 }],
      [{ key: { a: 1, b: 1 }, unique: true, name: 'ab' }],
    )
    const combined = { a: { $in: numbers }, b: { $in: numbers } }
    expect(ids(bench.find(name, { filter: combined }))).to.deep.equal(numbers.slice(0, 20))
    expect(bench.count(name, combined) ?? 20).to.equal(20)
    expect(ids(bench.find(name, { filter: { a: long, b: 1 } }))).to.deep.equal([40])
    expect(bench.count(name, { a: long }) ?? 1).to.equal(1)
    expect(ids(bench.find(name, { filter: { b: 4, a: 2 } }))).to.deep.equal([2])
  })

  it('decodes no document to see that it matches a whole key', async () => {
    const name = await bench.fill([{ t: ['x', 'y'] }, { t: 'z' }], [{ key: { t: 1 }, name: 't' }])
    const { storage } = bench
    const query = { filter: { t: { $in: ['x', 'y', 'z'] } }, sort: [], skip: 0, limit: 0 }
    const rows = [...findRows(storage, storage.catalog.find('test', name), query)]
    expect(rows.map(row => row.doc)).to.deep.equal([undefined, undefined])
  })

  it('does not take a sparse index for what may be missing', async () => {
    const name = await bench.fill([{ a: 1 }, {}], [{ key: { a: 1 }, sparse: true, name: 'a' }])
    expect(bench.indexOf(name, { filter: { a: null } })).to.equal('')
    expect(bench.indexOf(name, { filter: { a: 1 } })).to.equal('a')
  })

  it('does not take a partial index for what it leaves out', async () => {
    const name = await bench.fill(
      [{ a: 1, s: 'open' }],
      [{ key: { a: 1 }, partialFilterExpression: { s: 'open' }, name: 'a' }],
    )
    expect(bench.indexOf(name, { filter: { a: 1 } })).to.equal('')
    expect(bench.indexOf(name, { filter: { a: 1, s: 'open' } })).to.equal('a')
  })

  it('takes a sparse index for what must be there, and for the order of it', async () => {
    const name = await bench.fill(
      [...Array.from({ length: 300 }, (_, place) => ({ place })), ...Array.from({ length: 300 }, () => ({}))],
      [{ key: { place: 1 }, sparse: true, name: 'place' }],
    )
    const highest = { filter: { place: { $exists: true } }, sort: { place: -1 }, limit: 1 }
    expect(bench.indexOf(name, highest)).to.equal('place')
    expect(bench.find(name, highest).map(doc => doc.place)).to.deep.equal([299])
    expect(bench.indexOf(name, { sort: { place: -1 }, limit: 1 })).to.equal('')
  })

  it('finds texts that are longer than a key and share their beginning', async () => {
    const long = 'x'.repeat(3000)
    const name = await bench.fill(
      [{ t: `${long}1` }, { t: `${long}2` }, { t: 'y' }],
      [{ key: { t: 1 }, unique: true, name: 't' }],
    )
    expect(ids(bench.find(name, { filter: { t: `${long}2` } }))).to.deep.equal([1])
    expect(ids(bench.find(name, { filter: { t: { $gt: `${long}1` } } }))).to.deep.equal([1, 2])
    expect(bench.indexOf(name, { sort: { t: 1 } })).to.equal('')
  })
})

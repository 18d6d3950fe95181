import { Long, ObjectId } from 'bson'
import { expect } from 'chai'
import type { Doc } from '#store/embedded/bson/codec'
import { compileUpdate } from '#store/embedded/update/apply'
import { upsertDocument } from '#store/embedded/update/upsert'
import { codeThrown } from '#tests/support/thrown'

const now = new Date('2026-01-02T03:04:05Z')

function update(doc: Doc, change: Doc | Doc[], filter: Doc = {}, arrayFilters: Doc[] = []): Doc {
  return compileUpdate(change, arrayFilters).apply(doc, { filter, isInsert: false, now })
}

describe('updates', () => {
  const cases: [title: string, doc: Doc, change: Doc | Doc[], result: Doc][] = [
    ['$set makes documents on the way', { a: 1 }, { $set: { 'b.c': 2 } }, { a: 1, b: { c: 2 } }],
    [
      '$set of two fields of one element keeps both',
      { l: [{ x: 1 }] },
      { $set: { 'l.0.x': 2, 'l.0.y': 3 } },
      { l: [{ x: 2, y: 3 }] },
    ],
    ['$set beyond the end pads with null', { l: [1] }, { $set: { 'l.3': 4 } }, { l: [1, null, null, 4] }],
    [
      '$unset removes a field and empties an element',
      { a: 1, l: [1, 2] },
      { $unset: { a: '', 'l.0': '' } },
      { l: [null, 2] },
    ],
    ['$inc counts from nothing', {}, { $inc: { n: 2 } }, { n: 2 }],
    [
      '$inc grows beyond 32 bits exactly',
      { n: 2147483647 },
      { $inc: { n: 1 } },
      { n: Long.fromNumber(2147483648) },
    ],
    ['$mul of nothing is 0', {}, { $mul: { n: 2 } }, { n: 0 }],
    ['$min and $max keep the extreme', { a: 5, b: 5 }, { $min: { a: 3 }, $max: { b: 3 } }, { a: 3, b: 5 }],
    [
      '$push with $each, $sort and $slice',
      { l: [3] },
      { $push: { l: { $each: [1, 2], $sort: -1, $slice: 2 } } },
      { l: [3, 2] },
    ],
    ['$push with $position', { l: [1, 2] }, { $push: { l: { $each: [9], $position: 1 } } }, { l: [1, 9, 2] }],
    [
      '$push sorts documents by a field',
      { l: [{ x: 2 }] },
      { $push: { l: { $each: [{ x: 1 }], $sort: { x: 1 } } } },
      { l: [{ x: 1 }, { x: 2 }] },
    ],
    [
      '$addToSet adds what is not there',
      { l: [1] },
      { $addToSet: { l: { $each: [1, 2, 2] } } },
      { l: [1, 2] },
    ],
    [
      '$addToSet tells documents by the order of their fields',
      { l: [{ x: 1, y: 2 }] },
      { $addToSet: { l: { y: 2, x: 1 } } },
      {
        l: [
          { x: 1, y: 2 },
          { y: 2, x: 1 },
        ],
      },
    ],
    ['$pull by value', { l: [1, 2, 1] }, { $pull: { l: 1 } }, { l: [2] }],
    ['$pull by condition', { l: [1, 5, 9] }, { $pull: { l: { $gte: 5 } } }, { l: [1] }],
    [
      '$pull by part of a document',
      { l: [{ x: 1, y: 1 }, { x: 2 }] },
      { $pull: { l: { x: 1 } } },
      { l: [{ x: 2 }] },
    ],
    ['$pullAll', { l: [1, 2, 3] }, { $pullAll: { l: [1, 3] } }, { l: [2] }],
    ['$pop from either end', { a: [1, 2], b: [1, 2] }, { $pop: { a: 1, b: -1 } }, { a: [1], b: [2] }],
    ['$rename', { a: 1 }, { $rename: { a: 'b.c' } }, { b: { c: 1 } }],
    ['$currentDate', {}, { $currentDate: { at: true } }, { at: now }],
    ['$setOnInsert does nothing to what is there', { a: 1 }, { $setOnInsert: { b: 1 } }, { a: 1 }],
    ['$[] means every element', { l: [1, 2] }, { $inc: { 'l.$[]': 10 } }, { l: [11, 12] }],
    [
      'a pipeline computes from the document',
      { a: 1, b: 2 },
      [{ $set: { c: { $add: ['$a', '$b'] } } }, { $unset: 'a' }],
      { b: 2, c: 3 },
    ],
    ['a pipeline tells 1 from 4294967297', { a: 1 }, [{ $set: { a: 4294967297 } }], { a: 4294967297 }],
    ['a replacement keeps _id and dotted names', { _id: 1, a: 1 }, { 'a.b': 2 }, { _id: 1, 'a.b': 2 }],
  ]
  for (const [title, doc, change, result] of cases) {
    it(title, () => {
      expect(update(doc, change)).to.deep.equal(result)
    })
  }

  it('$ means the element that the query matched', () => {
    const doc = () => ({ l: [{ x: 1 }, { x: 2 }, { x: 3 }] })
    expect(update(doc(), { $set: { 'l.$.y': 1 } }, { 'l.x': 2 })).to.deep.equal({
      l: [{ x: 1 }, { x: 2, y: 1 }, { x: 3 }],
    })
    expect(update(doc(), { $set: { 'l.$': 0 } }, { l: { $elemMatch: { x: { $gt: 1 } } } })).to.deep.equal({
      l: [{ x: 1 }, 0, { x: 3 }],
    })
  })

  it('$[name] means the elements that an array filter matches', () => {
    const doc = { l: [{ x: 1 }, { x: 5 }] }
    expect(update(doc, { $set: { 'l.$[e].big': true } }, {}, [{ 'e.x': { $gte: 5 } }])).to.deep.equal({
      l: [{ x: 1 }, { x: 5, big: true }],
    })
  })

  const faults: [title: string, doc: Doc, change: Doc | Doc[], code: number][] = [
    ['an unknown operator', {}, { $frob: { a: 1 } }, 9],
    ['two operators on one path', {}, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
    ['a path and a part of it', {}, { $set: { a: 1, 'a.b': 1 } }, 40],
    ['$inc of a text', { a: 'x' }, { $inc: { a: 1 } }, 14],
    ['$inc by a text', { a: 1 }, { $inc: { a: 'x' } }, 14],
    ['$push to a number', { a: 1 }, { $push: { a: 1 } }, 2],
    ['a field of a number', { a: 1 }, { $set: { 'a.b': 1 } }, 28],
    ['a name in an array', { a: [] }, { $set: { 'a.b': 1 } }, 28],
    ['a change of _id', { _id: 1 }, { $set: { _id: 2 } }, 66],
    ['a replacement with another _id', { _id: 1 }, { _id: 2 }, 66],
    ['operators and fields mixed', {}, { a: 1, $set: { b: 1 } }, 52],
    ['fields and operators mixed', {}, { $set: { b: 1 }, a: 1 }, 9],
    ['$ without a match', { l: [1] }, { $set: { 'l.$': 1 } }, 2],
    ['a pipeline with $group', {}, [{ $group: { _id: 1 } }], 72],
    ['an empty part of a path', {}, { $set: { 'a..b': 1 } }, 56],
  ]
  for (const [title, doc, change, code] of faults) {
    it(`refuses ${title} with ${code}`, () => {
      expect(codeThrown(() => update(doc, change))).to.equal(code)
    })
  }
})

describe('upserts', () => {
  const upsert = (filter: Doc, change: Doc): Doc => upsertDocument(filter, compileUpdate(change), now)

  it('begin with the equalities of the filter', () => {
    const filter = { a: 1, 'b.c': { $eq: 2 }, d: { $gt: 3 }, $and: [{ e: 4 }] }
    const { _id, ...rest } = upsert(filter, { $set: { f: 5 } })
    expect(_id).to.be.instanceOf(ObjectId)
    expect(rest).to.deep.equal({ a: 1, b: { c: 2 }, e: 4, f: 5 })
  })

  it('apply $setOnInsert', () => {
    expect(upsert({ _id: 7 }, { $setOnInsert: { a: 1 } })).to.deep.equal({ _id: 7, a: 1 })
  })

  it('of a replacement take only _id from the filter', () => {
    expect(upsert({ _id: 7, a: 1 }, { b: 2 })).to.deep.equal({ _id: 7, b: 2 })
  })
})

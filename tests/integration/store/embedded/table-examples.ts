/** One example of everything in the tables of `src/store/embedded/README.md`, with what MongoDB answers. */
import type { CreateIndexesOptions, Document } from 'mongodb'

/** Filter, and the `_id`s it finds. */
export const matching: Record<string, [filter: Document, ids: number[]]> = {
  $eq: [{ n: { $eq: 5 } }, [2]],
  $ne: [{ n: { $ne: 5 } }, [1, 3]],
  $gt: [{ n: { $gt: 1 } }, [2]],
  $gte: [{ n: { $gte: 1 } }, [1, 2]],
  $lt: [{ n: { $lt: 5 } }, [1]],
  $lte: [{ n: { $lte: 5 } }, [1, 2]],
  $in: [{ n: { $in: [1, null] } }, [1, 3]],
  $nin: [{ n: { $nin: [1, null] } }, [2]],
  $not: [{ n: { $not: { $gt: 1 } } }, [1, 3]],
  $and: [{ $and: [{ n: { $gt: 0 } }, { n: { $lt: 2 } }] }, [1]],
  $or: [{ $or: [{ n: 1 }, { text: 'вг' }] }, [1, 2]],
  $nor: [{ $nor: [{ n: 1 }, { text: 'вг' }] }, [3]],
  $exists: [{ list: { $exists: false } }, [3]],
  $type: [{ n: { $type: 'null' } }, [3]],
  $size: [{ list: { $size: 2 } }, [1]],
  $elemMatch: [{ list: { $elemMatch: { x: 1 } } }, [2]],
  $regex: [{ text: { $regex: '^А' } }, [1]],
  $options: [{ text: { $regex: '^В', $options: 'i' } }, [2]],
  $expr: [{ $expr: { $gt: ['$n', 2] } }, [2]],
  $comment: [{ n: { $eq: 1, $comment: 'why' } }, [1]],
}

/** The document before (none: an upsert), the update, the document after without `_id`. */
export const updated: Record<string, [before: Document | undefined, update: Document, after: Document]> = {
  $set: [{ a: 1 }, { $set: { a: 2, 'b.c': 3 } }, { a: 2, b: { c: 3 } }],
  $unset: [{ a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }],
  $setOnInsert: [undefined, { $setOnInsert: { a: 1 } }, { a: 1 }],
  $rename: [{ a: 1 }, { $rename: { a: 'b' } }, { b: 1 }],
  $inc: [{ a: 1 }, { $inc: { a: 2 } }, { a: 3 }],
  $mul: [{ a: 2 }, { $mul: { a: 3 } }, { a: 6 }],
  $min: [{ a: 2 }, { $min: { a: 1 } }, { a: 1 }],
  $max: [{ a: 2 }, { $max: { a: 1 } }, { a: 2 }],
  $currentDate: [{ a: 1 }, { $currentDate: { at: true } }, {}],
  $push: [{ a: [2] }, { $push: { a: { $each: [3, 1], $sort: 1, $slice: 2 } } }, { a: [1, 2] }],
  $addToSet: [{ a: [1] }, { $addToSet: { a: { $each: [1, 2] } } }, { a: [1, 2] }],
  $pull: [{ a: [1, 5] }, { $pull: { a: { $gt: 2 } } }, { a: [1] }],
  $pullAll: [{ a: [1, 2, 1] }, { $pullAll: { a: [1] } }, { a: [2] }],
  $pop: [{ a: [1, 2] }, { $pop: { a: 1 } }, { a: [1] }],
}

const v = { $project: { _id: 0, v: 1 } }
const byId = { $sort: { _id: 1 } }

/** Pipeline (SELF is the collection's name), and what it gives; of `$out` and `$merge`, what SELF_x holds then. */
export const staged: Record<string, [pipeline: Document[], result: Document[]]> = {
  $match: [[{ $match: { v: { $gt: 2 } } }, v], [{ v: 3 }]],
  $sort: [
    [{ $sort: { v: 1 } }, v],
    [{ v: 1 }, { v: 2 }, { v: 3 }],
  ],
  $skip: [[byId, { $skip: 2 }, v], [{ v: 1 }]],
  $limit: [[byId, { $limit: 1 }, v], [{ v: 3 }]],
  $count: [[{ $count: 'n' }], [{ n: 3 }]],
  $project: [[byId, { $limit: 1 }, { $project: { _id: 0, k: 1, w: '$v' } }], [{ k: 'a', w: 3 }]],
  $addFields: [
    [byId, { $limit: 1 }, { $addFields: { w: '$v' } }, { $project: { w: 1 } }],
    [{ _id: 1, w: 3 }],
  ],
  $set: [[byId, { $limit: 1 }, { $set: { v: 9 } }, v], [{ v: 9 }]],
  $unset: [[byId, { $limit: 1 }, { $unset: ['k', 'l'] }], [{ _id: 1, v: 3 }]],
  $replaceRoot: [[byId, { $limit: 1 }, { $replaceRoot: { newRoot: { a: '$v' } } }], [{ a: 3 }]],
  $replaceWith: [[byId, { $limit: 1 }, { $replaceWith: { a: '$k' } }], [{ a: 'a' }]],
  $group: [
    [{ $group: { _id: '$k', n: { $sum: '$v' } } }, byId],
    [
      { _id: 'a', n: 4 },
      { _id: 'b', n: 2 },
    ],
  ],
  $sortByCount: [
    [{ $sortByCount: '$k' }],
    [
      { _id: 'a', count: 2 },
      { _id: 'b', count: 1 },
    ],
  ],
  $unwind: [
    [byId, { $unwind: '$l' }, { $project: { _id: 0, l: 1 } }],
    [{ l: 1 }, { l: 2 }, { l: 3 }],
  ],
  $out: [[{ $match: { _id: 1 } }, v, { $set: { _id: 7 } }, { $out: 'SELF_x' }], [{ _id: 7, v: 3 }]],
  $merge: [
    [{ $match: { _id: 1 } }, { $project: { v: 1 } }, { $merge: { into: 'SELF_x' } }],
    [{ _id: 1, v: 3 }],
  ],
}

/** Expression, and its value for { n: -7.5, i: 7, s: ' Аб,в ', l: [3, 1, 2], o: { a: 1 }, d: 2026-03-05T06:07:08Z }. */
export const computed: Record<string, [expression: unknown, value: unknown]> = {
  $abs: [{ $abs: '$n' }, 7.5],
  $add: [{ $add: ['$i', 1] }, 8],
  $ceil: [{ $ceil: '$n' }, -7],
  $divide: [{ $divide: ['$i', 2] }, 3.5],
  $floor: [{ $floor: '$n' }, -8],
  $mod: [{ $mod: ['$i', 4] }, 3],
  $multiply: [{ $multiply: ['$i', 2] }, 14],
  $pow: [{ $pow: ['$i', 2] }, 49],
  $round: [{ $round: [1.256, 2] }, 1.26],
  $sqrt: [{ $sqrt: 49 }, 7],
  $subtract: [{ $subtract: ['$i', 2] }, 5],
  $and: [{ $and: [true, '$i'] }, true],
  $or: [{ $or: [false, 0] }, false],
  $not: [{ $not: [true] }, false],
  $cmp: [{ $cmp: ['$i', 9] }, -1],
  $eq: [{ $eq: ['$i', 7] }, true],
  $ne: [{ $ne: ['$i', 7] }, false],
  $gt: [{ $gt: ['$i', 7] }, false],
  $gte: [{ $gte: ['$i', 7] }, true],
  $lt: [{ $lt: ['$i', 8] }, true],
  $lte: [{ $lte: ['$i', 6] }, false],
  $cond: [{ $cond: [{ $gt: ['$i', 5] }, 'да', 'нет'] }, 'да'],
  $ifNull: [{ $ifNull: ['$none', 4] }, 4],
  // biome-ignore lint/suspicious/noThenProperty: the name that MongoDB gave it
  $switch: [{ $switch: { branches: [{ case: { $eq: ['$i', 7] }, then: 'семь' }], default: '' } }, 'семь'],
  $arrayElemAt: [{ $arrayElemAt: ['$l', -1] }, 2],
  $concatArrays: [{ $concatArrays: ['$l', [4]] }, [3, 1, 2, 4]],
  $filter: [{ $filter: { input: '$l', as: 'x', cond: { $gt: ['$$x', 1] } } }, [3, 2]],
  $first: [{ $first: '$l' }, 3],
  $in: [{ $in: [2, '$l'] }, true],
  $indexOfArray: [{ $indexOfArray: ['$l', 2] }, 2],
  $isArray: [{ $isArray: '$l' }, true],
  $last: [{ $last: '$l' }, 2],
  $map: [{ $map: { input: '$l', as: 'x', in: { $add: ['$$x', 1] } } }, [4, 2, 3]],
  $objectToArray: [{ $objectToArray: '$o' }, [{ k: 'a', v: 1 }]],
  $range: [{ $range: [0, 5, 2] }, [0, 2, 4]],
  $reduce: [{ $reduce: { input: '$l', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
  $reverseArray: [{ $reverseArray: '$l' }, [2, 1, 3]],
  $size: [{ $size: '$l' }, 3],
  $slice: [{ $slice: ['$l', 1, 2] }, [1, 2]],
  $zip: [
    { $zip: { inputs: ['$l', ['a', 'b']] } },
    [
      [3, 'a'],
      [1, 'b'],
    ],
  ],
  $allElementsTrue: [{ $allElementsTrue: [[1, true]] }, true],
  $anyElementTrue: [{ $anyElementTrue: [[0, false]] }, false],
  $setDifference: [{ $setDifference: ['$l', [1, 3]] }, [2]],
  $setEquals: [{ $setEquals: ['$l', [1, 2, 3]] }, true],
  $setIntersection: [{ $setIntersection: [['a'], ['a', 'b']] }, ['a']],
  $setIsSubset: [{ $setIsSubset: [[1], '$l'] }, true],
  $setUnion: [{ $size: { $setUnion: ['$l', [4]] } }, 4],
  $concat: [{ $concat: ['а', '-', 'б'] }, 'а-б'],
  $split: [{ $split: ['а,б', ','] }, ['а', 'б']],
  $strLenCP: [{ $strLenCP: 'зачёт' }, 5],
  $substrCP: [{ $substrCP: ['зачёт', 1, 2] }, 'ач'],
  $toLower: [{ $toLower: 'АБ' }, 'аб'],
  $toUpper: [{ $toUpper: 'аб' }, 'АБ'],
  $trim: [{ $trim: { input: '$s' } }, 'Аб,в'],
  $dateToString: [
    { $dateToString: { date: '$d', format: '%Y-%m-%d %H:%M', timezone: 'Asia/Tomsk' } },
    '2026-03-05 13:07',
  ],
  $dayOfMonth: [{ $dayOfMonth: '$d' }, 5],
  $dayOfWeek: [{ $dayOfWeek: '$d' }, 5],
  $hour: [{ $hour: '$d' }, 6],
  $minute: [{ $minute: '$d' }, 7],
  $month: [{ $month: '$d' }, 3],
  $second: [{ $second: '$d' }, 8],
  $year: [{ $year: '$d' }, 2026],
  $toString: [{ $toString: '$i' }, '7'],
  $mergeObjects: [{ $mergeObjects: ['$o', { b: 2 }] }, { a: 1, b: 2 }],
  $getField: [{ $getField: { field: 'a', input: '$o' } }, 1],
  $setField: [{ $setField: { field: 'x.y', input: '$o', value: 2 } }, { a: 1, 'x.y': 2 }],
  $rand: [{ $lt: [{ $rand: {} }, 1] }, true],
  $type: [{ $type: '$s' }, 'string'],
  $isNumber: [{ $isNumber: '$s' }, false],
  $literal: [{ $literal: '$i' }, '$i'],
  $let: [{ $let: { vars: { x: 2 }, in: { $multiply: ['$$x', '$i'] } } }, 14],
  $sum: [{ $sum: '$l' }, 6],
  $avg: [{ $avg: '$l' }, 2],
  $min: [{ $min: '$l' }, 1],
  $max: [{ $max: '$l' }, 3],
}

/** Argument, and its value over { v: 3, o: { a: 1 } }, { v: 1, o: { b: 2 } }. */
export const grouped: Record<string, [argument: unknown, value: unknown]> = {
  $addToSet: [{ $gt: ['$v', 0] }, [true]],
  $avg: ['$v', 2],
  $count: [{}, 2],
  $first: ['$v', 3],
  $last: ['$v', 1],
  $max: ['$v', 3],
  $mergeObjects: ['$o', { a: 1, b: 2 }],
  $min: ['$v', 1],
  $push: ['$v', [3, 1]],
  $sum: ['$v', 4],
}

interface IndexExample {
  key: Record<string, 1 | -1>
  options?: CreateIndexesOptions
  docs: Document[]
  /** Finds one document. */
  filter: Document
  /** The name of the index that is used: `it`, if it may be. */
  index: string | undefined
}

const numbers: Document[] = [{ a: 1, b: 1 }, { a: 2, b: 2 }, { b: 3 }]

export const indexKinds: Record<string, IndexExample> = {
  single: { key: { a: -1 }, docs: numbers, filter: { a: { $gt: 1 } }, index: 'it' },
  compound: { key: { a: 1, b: -1 }, docs: numbers, filter: { a: 2, b: { $lt: 5 } }, index: 'it' },
  multikey: { key: { a: 1 }, docs: [{ a: [1, 2] }, { a: [3] }], filter: { a: 3 }, index: 'it' },
  unique: { key: { a: 1 }, options: { unique: true }, docs: numbers, filter: { a: 1 }, index: 'it' },
  sparse: { key: { a: 1 }, options: { sparse: true }, docs: numbers, filter: { a: null }, index: undefined },
  partial: {
    key: { a: 1 },
    options: { partialFilterExpression: { b: { $gt: 1 } } },
    docs: numbers,
    filter: { a: 2, b: 2 },
    index: 'it',
  },
  ttl: { key: { a: 1 }, options: { expireAfterSeconds: 60 }, docs: numbers, filter: { a: 2 }, index: 'it' },
  hidden: { key: { a: 1 }, options: { hidden: true }, docs: numbers, filter: { a: 2 }, index: undefined },
}

/** The operations of the unified tests for CRUD, as calls of the driver. */
import type { Collection, Db, Document, MongoClient } from 'mongodb'

export type Target = Collection<Document> | Db | MongoClient

type Operation = (target: never, args: Document) => Promise<unknown>

const operations: Record<string, Operation> = {
  aggregate: (c: Collection | Db, { pipeline, ...rest }) => c.aggregate(pipeline, rest).toArray(),
  bulkWrite: async (c: Collection, { requests, ...rest }) => bulkResult(await c.bulkWrite(requests, rest)),
  find: (c: Collection, { filter, ...rest }) => c.find(filter, rest).toArray(),
  findOne: (c: Collection, { filter, ...rest }) => c.findOne(filter, rest),
  findOneAndDelete: (c: Collection, { filter, ...rest }) => c.findOneAndDelete(filter, rest),
  findOneAndReplace: (c: Collection, { filter, replacement, ...rest }) =>
    c.findOneAndReplace(filter, replacement, returning(rest)),
  findOneAndUpdate: (c: Collection, { filter, update, ...rest }) =>
    c.findOneAndUpdate(filter, update, returning(rest)),
  insertOne: (c: Collection, { document, ...rest }) => c.insertOne(document, rest),
  insertMany: (c: Collection, { documents, ...rest }) => c.insertMany(documents, rest),
  updateOne: (c: Collection, { filter, update, ...rest }) => c.updateOne(filter, update, rest),
  updateMany: (c: Collection, { filter, update, ...rest }) => c.updateMany(filter, update, rest),
  replaceOne: (c: Collection, { filter, replacement, ...rest }) => c.replaceOne(filter, replacement, rest),
  deleteOne: (c: Collection, { filter, ...rest }) => c.deleteOne(filter, rest),
  deleteMany: (c: Collection, { filter, ...rest }) => c.deleteMany(filter, rest),
  count: (c: Collection, { filter, ...rest }) => c.count(filter, rest),
  countDocuments: (c: Collection, { filter, ...rest }) => c.countDocuments(filter, rest),
  estimatedDocumentCount: (c: Collection, args) => c.estimatedDocumentCount(args),
  distinct: (c: Collection, { fieldName, filter, ...rest }) => c.distinct(fieldName, filter ?? {}, rest),
  createIndex: (c: Collection, { keys, ...rest }) => c.createIndex(keys, rest),
  createCollection: (db: Db, { collection, ...rest }) => db.createCollection(collection, rest),
  dropCollection: (db: Db, { collection }) => db.dropCollection(collection),
  modifyCollection: (db: Db, { collection, ...rest }) => db.command({ collMod: collection, ...rest }),
}

/** Runs one. @throws when the operation is none of CRUD's on a single node */
export function operate(name: string, target: Target, args: Document = {}): Promise<unknown> {
  const operation = operations[name]
  if (!operation) throw new TypeError(`the operation ${name} is not known here`)
  return operation(target as never, args)
}

function returning({ returnDocument, ...rest }: Document): Document {
  return returnDocument ? { ...rest, returnDocument: String(returnDocument).toLowerCase() } : rest
}

function bulkResult(result: Document): Document {
  const {
    insertedCount,
    matchedCount,
    modifiedCount,
    deletedCount,
    upsertedCount,
    insertedIds,
    upsertedIds,
  } = result
  return { insertedCount, matchedCount, modifiedCount, deletedCount, upsertedCount, insertedIds, upsertedIds }
}

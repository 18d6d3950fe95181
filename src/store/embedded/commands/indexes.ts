/** `createIndexes`, `listIndexes`, `dropIndexes`, `collMod`. */
import { asNumber, type Doc, encode, isDocument } from '../bson/codec.ts'
import { isEqual } from '../bson/compare.ts'
import { CommandError, unsupported } from '../errors.ts'
import { maxIndexesPerCollection } from '../limits.ts'
import { buildIndex } from '../storage/build-index.ts'
import type { Collection, Index } from '../storage/catalog.ts'
import { cursorReply } from '../wire/cursor-reply.ts'
import { type Command, type Context, collectionName, listField } from './command.ts'
import { parseIndex, sameIndex } from './index-spec.ts'

const createIndexes: Command = {
  name: 'createIndexes',
  mode: 'write',
  fields: ['indexes', 'commitQuorum'],
  run: (body, context) => {
    const { storage, db } = context
    const name = collectionName(body, 'createIndexes')
    const specs = listField(body, 'indexes').map(parseIndex)
    const existed = storage.catalog.find(db, name) !== undefined
    const collection = storage.catalog.ensure(db, name)
    const before = collection.indexes.length
    for (const spec of specs) if (!existing(collection, spec)) addIndex(context, collection, spec)
    const after = collection.indexes.length
    const note = before === after ? { note: 'all indexes already exist' } : {}
    return {
      numIndexesBefore: before,
      numIndexesAfter: after,
      createdCollectionAutomatically: !existed,
      ...note,
      ok: 1,
    }
  },
}

/** Whether the index is there already. @throws {CommandError} 85, 86 when another stands in its way */
function existing(collection: Collection, spec: Doc): boolean {
  const named = collection.indexes.find(index => index.name === spec.name)
  if (named) {
    if (!isEqual(named.key, spec.key))
      throw new CommandError(
        86,
        `An existing index has the same name as the requested index but another key: ${named.name}`,
      )
    if (!sameIndex(named, spec))
      throw new CommandError(
        85,
        `An equivalent index already exists with the same name but different options: ${named.name}`,
      )
    return true
  }
  const twin = collection.indexes.find(
    index =>
      isEqual(index.key, spec.key) && isEqual(index.partialFilterExpression, spec.partialFilterExpression),
  )
  if (twin?.name === '_id_') return true
  if (twin) throw new CommandError(85, `Index already exists with a different name: ${twin.name}`)
  return false
}

function addIndex({ storage, afterCommit }: Context, collection: Collection, spec: Doc): void {
  if (collection.indexes.length >= maxIndexesPerCollection)
    throw new CommandError(67, `too many indexes on ${collection.namespace}`)
  const index = buildIndex(storage, collection, spec)
  afterCommit(() => {
    index.ready = true
  })
}

function describe({
  key,
  name,
  unique,
  sparse,
  hidden,
  partialFilterExpression,
  expireAfterSeconds,
}: Index): Doc {
  const options = { unique, sparse, hidden, partialFilterExpression, expireAfterSeconds }
  const isId = name === '_id_'
  const set = Object.entries(options).filter(
    ([option, value]) => value !== undefined && value !== false && !(isId && option === 'unique'),
  )
  return { v: 2, key, name, ...Object.fromEntries(set) }
}

function mustFind({ storage, db }: Context, name: string): Collection {
  const collection = storage.catalog.find(db, name)
  if (!collection) throw new CommandError(26, `ns does not exist: ${db}.${name}`)
  return collection
}

const listIndexes: Command = {
  name: 'listIndexes',
  mode: 'read',
  fields: ['cursor'],
  run: (body, context) => {
    const collection = mustFind(context, collectionName(body, 'listIndexes'))
    return cursorReply(
      'firstBatch',
      collection.indexes.map(index => encode(describe(index))),
      0n,
      collection.namespace,
    )
  },
}

const dropIndexes: Command = {
  name: 'dropIndexes',
  aliases: ['deleteIndexes'],
  mode: 'write',
  fields: ['index'],
  run: (body, context) => {
    const collection = mustFind(
      context,
      collectionName(body, body.dropIndexes === undefined ? 'deleteIndexes' : 'dropIndexes'),
    )
    const before = collection.indexes.length
    const gone = toDrop(collection, body.index)
    context.storage.catalog.setIndexes(
      collection,
      collection.indexes.filter(index => !gone.includes(index)),
    )
    return { nIndexesWas: before, ok: 1 }
  },
}

function toDrop(collection: Collection, wanted: unknown): Index[] {
  if (wanted === '*') return collection.indexes.filter(index => index.name !== '_id_')
  return (Array.isArray(wanted) ? wanted : [wanted]).map(each => {
    const index = collection.indexes.find(
      known => known.name === each || (isDocument(each) && isEqual(known.key, each)),
    )
    if (!index) throw new CommandError(27, `index not found with name [${String(each)}]`)
    if (index.name === '_id_') throw new CommandError(72, 'cannot drop _id index')
    return index
  })
}

const collMod: Command = {
  name: 'collMod',
  mode: 'write',
  fields: ['index', 'validator', 'validationLevel', 'validationAction'],
  run: (body, context) => {
    const collection = mustFind(context, collectionName(body, 'collMod'))
    const { index: change, ...rest } = body
    if (rest.validator || rest.validationLevel || rest.validationAction) throw unsupported('a validator', 72)
    return isDocument(change) ? { ...modifyIndex(context, collection, change), ok: 1 } : { ok: 1 }
  },
}

function modifyIndex({ storage }: Context, collection: Collection, change: Doc): Doc {
  const index = collection.indexes.find(
    known => known.name === change.name || (change.keyPattern && isEqual(known.key, change.keyPattern)),
  )
  if (!index)
    throw new CommandError(27, `cannot find index ${String(change.name)} for ns ${collection.namespace}`)
  const other = Object.keys(change).find(
    key => !['name', 'keyPattern', 'expireAfterSeconds', 'hidden'].includes(key),
  )
  if (other !== undefined) throw unsupported(`changing ${other} of an index`, 72)
  const reply: Doc = {}
  if (change.expireAfterSeconds !== undefined) {
    reply.expireAfterSeconds_old = index.expireAfterSeconds
    reply.expireAfterSeconds_new = index.expireAfterSeconds = asNumber(change.expireAfterSeconds) ?? 0
  }
  if (change.hidden !== undefined) {
    reply.hidden_old = index.hidden ?? false
    reply.hidden_new = index.hidden = change.hidden === true
  }
  storage.catalog.save(collection)
  return reply
}

export const indexCommands = [createIndexes, listIndexes, dropIndexes, collMod]

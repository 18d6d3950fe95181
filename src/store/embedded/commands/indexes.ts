/** `createIndexes`, `listIndexes`, `dropIndexes`, `collMod`. */
import { asNumber, type Doc, encode, isDocument } from '../bson/codec.ts'
import { isEqual } from '../bson/compare.ts'
import { CommandError, unsupported } from '../errors.ts'
import { maxIndexesPerCollection } from '../limits.ts'
import type { Collection, Index } from '../storage/catalog.ts'
import { buildIndex } from '../storage/indexes.ts'
import { cursorReply } from '../wire/cursor-reply.ts'
import {
  type Command,
  type Commands,
  type Context,
  collectionOf,
  ensureCollection,
  listField,
  namespaceOf,
} from './command.ts'
import { checkTerm, isThere, parseIndex } from './index-spec.ts'

const createIndexes: Command = {
  writes: true,
  options: 'indexes commitQuorum',
  run: (body, context) => {
    const specs = listField(body, 'indexes').map(parseIndex)
    const createdCollectionAutomatically = collectionOf(context) === undefined
    const collection = ensureCollection(context)
    const numIndexesBefore = collection.indexes.length
    for (const spec of specs) if (!isThere(collection, spec)) buildIndex(context.storage, collection, spec)
    const numIndexesAfter = collection.indexes.length
    if (numIndexesAfter > maxIndexesPerCollection)
      throw new CommandError(67, `too many indexes on ${collection.namespace}`)
    const note = numIndexesBefore === numIndexesAfter ? { note: 'all indexes already exist' } : {}
    return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically, ...note, ok: 1 }
  },
}

function describe(index: Index): Doc {
  const { key, name, unique, sparse, hidden, partialFilterExpression, expireAfterSeconds } = index
  const shown = name === '_id_' ? {} : { unique, sparse, hidden, partialFilterExpression, expireAfterSeconds }
  const set = Object.entries(shown).filter(([, value]) => value !== undefined && value !== false)
  return { v: 2, key, name, ...Object.fromEntries(set) }
}

function mustFind(context: Context): Collection {
  const collection = collectionOf(context)
  if (!collection) throw new CommandError(26, `ns does not exist: ${namespaceOf(context)}`)
  return collection
}

const listIndexes: Command = {
  options: 'cursor',
  run: (_, context) => {
    const { indexes, namespace } = mustFind(context)
    const described = indexes.map(index => encode(describe(index)))
    return cursorReply('firstBatch', described, 0n, namespace)
  },
}

/** The index of a name or a key. @throws {CommandError} 27 */
function mustHave({ indexes, namespace }: Collection, wanted: unknown): Index {
  const index = indexes.find(
    ({ name, key }) => name === wanted || (isDocument(wanted) && isEqual(key, wanted)),
  )
  if (!index) throw new CommandError(27, `index not found with name [${String(wanted)}] in ${namespace}`)
  return index
}

const dropIndexes: Command = {
  writes: true,
  options: 'index',
  run: ({ index: wanted }, context) => {
    const collection = mustFind(context)
    const { indexes } = collection
    const gone = wanted === '*' ? indexes.slice(1) : [wanted].flat().map(each => mustHave(collection, each))
    if (gone.some(({ name }) => name === '_id_')) throw new CommandError(72, 'cannot drop _id index')
    context.storage.catalog.setIndexes(
      collection,
      indexes.filter(index => !gone.includes(index)),
    )
    return { nIndexesWas: indexes.length, ok: 1 }
  },
}

const collMod: Command = {
  writes: true,
  options: 'index validator validationLevel validationAction',
  run: ({ index, validator, validationLevel, validationAction }, context) => {
    const collection = mustFind(context)
    if (validator || validationLevel || validationAction) throw unsupported('a validator', 72)
    return isDocument(index) ? { ...modifyIndex(context, collection, index), ok: 1 } : { ok: 1 }
  },
}

function modifyIndex({ storage: { catalog } }: Context, collection: Collection, change: Doc): Doc {
  const { name, keyPattern, expireAfterSeconds, hidden, ...other } = change
  const [unknown] = Object.keys(other)
  if (unknown !== undefined) throw unsupported(`changing ${unknown} of an index`, 72)
  const index = mustHave(collection, name ?? keyPattern)
  const before = { expireAfterSeconds: index.expireAfterSeconds, hidden: index.hidden ?? false }
  const reply: Doc = {}
  if (expireAfterSeconds !== undefined) {
    checkTerm(expireAfterSeconds, index.key)
    const seconds = asNumber(expireAfterSeconds) as number
    catalog.changeIndex(index, { expireAfterSeconds: seconds })
    Object.assign(reply, {
      expireAfterSeconds_old: before.expireAfterSeconds,
      expireAfterSeconds_new: seconds,
    })
  }
  if (hidden !== undefined) {
    catalog.changeIndex(index, { hidden: hidden === true })
    Object.assign(reply, { hidden_old: before.hidden, hidden_new: hidden === true })
  }
  catalog.save(collection)
  return reply
}

export const indexCommands: Commands = { createIndexes, listIndexes, dropIndexes, collMod }

/** `create`, `drop`, `dropDatabase`, `listCollections`, `listDatabases`. */
import { Binary } from 'bson'
import { type Doc, encode } from '../bson/codec.ts'
import { CommandError, unsupported } from '../errors.ts'
import { compileFilter } from '../query/match.ts'
import type { Collection } from '../storage/catalog.ts'
import { cursorReply } from '../wire/cursor-reply.ts'
import { words } from '../words.ts'
import {
  type Command,
  type Commands,
  collectionName,
  collectionOf,
  documentField,
  namespaceOf,
} from './command.ts'

const refused = `capped size max viewOn timeseries validator clusteredIndex changeStreamPreAndPostImages encryptedFields
  expireAfterSeconds`

const create: Command = {
  writes: true,
  options: `${refused} collation`,
  run: (body, context) => {
    for (const kind of words(refused)) if (body[kind]) throw unsupported(`a collection with ${kind}`, 72)
    if (collectionOf(context))
      throw new CommandError(48, `Collection ${namespaceOf(context)} already exists.`)
    context.storage.catalog.create(context.db, collectionName(context))
    return { ok: 1 }
  },
}

const drop: Command = {
  writes: true,
  run: (_, context) => {
    const collection = collectionOf(context)
    if (!collection) return { ok: 1 }
    context.storage.catalog.remove(collection)
    return { nIndexesWas: collection.indexes.length, ns: collection.namespace, ok: 1 }
  },
}

const dropDatabase: Command = {
  writes: true,
  run: (_, { storage: { catalog }, db }) => {
    for (const collection of catalog.inDatabase(db)) catalog.remove(collection)
    return { dropped: db, ok: 1 }
  },
}

function describe({ name, namespace, uuid }: Collection): Doc {
  const info = { readOnly: false, uuid: new Binary(Buffer.from(uuid.replaceAll('-', ''), 'hex'), 4) }
  const idIndex = { v: 2, key: { _id: 1 }, name: '_id_', ns: namespace }
  return { name, type: 'collection', options: {}, info, idIndex }
}

const listCollections: Command = {
  options: 'filter nameOnly cursor authorizedCollections',
  run: (body, { storage, db }) => {
    const matches = compileFilter(documentField(body, 'filter'))
    const all = storage.catalog.inDatabase(db).map(describe).filter(matches)
    const shown = body.nameOnly === true ? all.map(({ name, type }) => ({ name, type })) : all
    return cursorReply('firstBatch', shown.map(encode), 0n, `${db}.$cmd.listCollections`)
  },
}

const listDatabases: Command = {
  options: 'filter nameOnly authorizedDatabases',
  run: (body, { storage }) => {
    const matches = compileFilter(documentField(body, 'filter'))
    const names = [...new Set(storage.catalog.all().map(collection => collection.db))].sort()
    const sizes = body.nameOnly === true ? {} : { sizeOnDisk: 0, empty: false }
    return { databases: names.map(name => ({ name, ...sizes })).filter(matches), ok: 1 }
  },
}

export const collectionCommands: Commands = { create, drop, dropDatabase, listCollections, listDatabases }

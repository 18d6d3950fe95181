/** `create`, `drop`, `dropDatabase`, `listCollections`, `listDatabases`, `collStats`. */
import { Binary } from 'bson'
import { type Doc, encode } from '../bson/codec.ts'
import { CommandError, unsupported } from '../errors.ts'
import { compileFilter } from '../query/match.ts'
import type { Collection } from '../storage/catalog.ts'
import { ownerRange } from '../storage/keys.ts'
import { cursorReply } from '../wire/cursor-reply.ts'
import { words } from '../words.ts'
import { type Command, collectionName, documentField } from './command.ts'

const unsupportedKinds = words(`
  capped viewOn timeseries validator clusteredIndex changeStreamPreAndPostImages encryptedFields
  expireAfterSeconds
`)

const create: Command = {
  name: 'create',
  mode: 'write',
  fields: [
    ...unsupportedKinds,
    ...words(`
      collation idIndex size max validationLevel validationAction pipeline storageEngine
      indexOptionDefaults autoIndexId
    `),
  ],
  run: (body, { storage, db }) => {
    for (const kind of unsupportedKinds) if (body[kind]) throw unsupported(`a collection with ${kind}`, 72)
    const name = collectionName(body, 'create')
    const known = storage.catalog.find(db, name)
    if (known) throw new CommandError(48, `Collection ${known.namespace} already exists.`)
    storage.catalog.create(db, name)
    return { ok: 1 }
  },
}

const drop: Command = {
  name: 'drop',
  mode: 'write',
  fields: [],
  run: (body, context) => {
    const collection = context.storage.catalog.find(context.db, collectionName(body, 'drop'))
    if (!collection) return { ok: 1 }
    context.storage.catalog.remove(collection)
    return { nIndexesWas: collection.indexes.length, ns: collection.namespace, ok: 1 }
  },
}

const dropDatabase: Command = {
  name: 'dropDatabase',
  mode: 'write',
  fields: [],
  run: (_, { storage: { catalog }, db }) => {
    for (const collection of catalog.inDatabase(db)) catalog.remove(collection)
    return { dropped: db, ok: 1 }
  },
}

function describe({ name, namespace, uuid }: Collection): Doc {
  const info = { readOnly: false, uuid: new Binary(Buffer.from(uuid.replaceAll('-', ''), 'hex'), 4) }
  return {
    name,
    type: 'collection',
    options: {},
    info,
    idIndex: { v: 2, key: { _id: 1 }, name: '_id_', ns: namespace },
  }
}

const listCollections: Command = {
  name: 'listCollections',
  mode: 'read',
  fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  run: (body, { storage, db }) => {
    const matches = compileFilter(documentField(body, 'filter'))
    const all = storage.catalog.inDatabase(db).map(describe).filter(matches)
    const shown = body.nameOnly === true ? all.map(({ name, type }) => ({ name, type })) : all
    return cursorReply('firstBatch', shown.map(encode), 0n, `${db}.$cmd.listCollections`)
  },
}

const listDatabases: Command = {
  name: 'listDatabases',
  mode: 'read',
  fields: ['filter', 'nameOnly', 'authorizedDatabases'],
  run: (body, { storage }) => {
    const matches = compileFilter(documentField(body, 'filter'))
    const names = [...new Set(storage.catalog.all().map(collection => collection.db))].sort()
    const databases = names.map(name => ({
      name,
      ...(body.nameOnly === true ? {} : { sizeOnDisk: 0, empty: false }),
    }))
    return { databases: databases.filter(matches), ok: 1 }
  },
}

const collStats: Command = {
  name: 'collStats',
  aliases: ['collstats'],
  mode: 'read',
  fields: ['scale'],
  run: (body, { storage, db }) => {
    const name = collectionName(body, 'collStats')
    const collection = storage.catalog.find(db, name)
    const count = collection ? storage.env.documents.getKeysCount(ownerRange(collection.id)) : 0
    return { ns: `${db}.${name}`, count, nindexes: collection?.indexes.length ?? 0, capped: false, ok: 1 }
  },
}

export const collectionCommands = [create, drop, dropDatabase, listCollections, listDatabases, collStats]

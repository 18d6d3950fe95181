/** What collections and indexes there are: kept in LMDB, held in memory, one writer. */
import { randomUUID } from 'node:crypto'
import { type Doc, decode, encode } from '../bson/codec.ts'
import { CommandError } from '../errors.ts'
import { compileFilter, type Predicate } from '../query/match.ts'
import { Commits } from './commits.ts'
import type { Environment } from './environment.ts'
import { ownerRange, recordOf } from './keys.ts'
import { lastOwner } from './owners.ts'

export interface IndexField {
  readonly name: string
  readonly path: readonly string[]
  readonly direction: 1 | -1
}

/** What is stored of an index. */
export interface IndexRecord {
  id: number
  name: string
  key: Doc
  unique?: boolean
  sparse?: boolean
  hidden?: boolean
  partialFilterExpression?: Doc
  expireAfterSeconds?: number
  /** For each field, whether any document had an array there. */
  multikey: boolean[]
  /** Whether any entry was too long to be kept whole. */
  truncated: boolean
}

/** An index in use. */
export interface Index extends IndexRecord {
  readonly fields: readonly IndexField[]
  readonly directions: readonly number[]
  readonly matches?: Predicate
  /** Committed and complete: queries may use it. */
  ready: boolean
}

export interface Collection {
  readonly id: number
  readonly db: string
  readonly name: string
  readonly namespace: string
  readonly uuid: string
  indexes: readonly Index[]
  /** The number of the next document. */
  nextRecord: number
}

/** The key fields of an index specification, in order. */
export function fieldsOf(key: Doc): IndexField[] {
  return Object.entries(key).map(([name, direction]) => ({
    name,
    path: name.split('.'),
    direction: Number(direction) < 0 ? -1 : 1,
  }))
}

/** An index in use from what is stored of it. */
export function openIndex(record: IndexRecord, ready: boolean): Index {
  const fields = fieldsOf(record.key)
  const partial = record.partialFilterExpression
  return {
    ...record,
    fields,
    directions: fields.map(f => f.direction),
    ...(partial ? { matches: compileFilter(partial) } : {}),
    ready,
  }
}

export class Catalog {
  readonly #env: Environment
  readonly #collections = new Map<string, Collection>()
  readonly #commits: Commits
  #nextId = 1

  constructor(env: Environment) {
    this.#env = env
    this.#commits = new Commits(env)
    for (const { value } of env.catalog.getRange({})) this.#load(decode(value))
    this.#nextId = Math.max(this.#nextId, lastOwner(env) + 1)
  }

  #load(stored: Doc): void {
    const indexes = (stored.indexes as IndexRecord[]).map(index => openIndex(index, true))
    const last = [...this.#env.documents.getKeys({ ...reversed(stored.id), reverse: true, limit: 1 })][0]
    this.#add({ ...(stored as Collection), indexes, nextRecord: last ? recordOf(last) + 1 : 1 })
    this.#nextId = Math.max(this.#nextId, stored.id + 1, ...indexes.map(index => index.id + 1))
  }

  #add(collection: Collection): void {
    this.#collections.set(collection.namespace, collection)
  }

  find(db: string, name: string): Collection | undefined {
    return this.#collections.get(`${db}.${name}`)
  }

  all(): Collection[] {
    return [...this.#collections.values()]
  }

  inDatabase(db: string): Collection[] {
    return this.all().filter(collection => collection.db === db)
  }

  /** A number that no collection and no index has, nor had while anything of it is left. */
  nextId(): number {
    return this.#nextId++
  }

  /** Runs a command's changes in a transaction; resolves when they are on disk. @throws what `Commits` throws */
  write<T>(action: () => T): Promise<T> {
    return this.#commits.run(action)
  }

  /** What to do should the running command fail: memory must not know what the files forget. */
  onUndo(undo: () => void): void {
    this.#commits.onUndo(undo)
  }

  /** Finds or makes a collection; within a write. */
  ensure(db: string, name: string): Collection {
    return this.find(db, name) ?? this.create(db, name)
  }

  /** Makes a collection with its `_id_` index; within a write. */
  create(db: string, name: string): Collection {
    checkNamespace(db, name)
    const id = this.nextId()
    const idIndex = {
      id: this.nextId(),
      name: '_id_',
      key: { _id: 1 },
      unique: true,
      multikey: [false],
      truncated: false,
    }
    const indexes = [openIndex(idIndex, true)]
    const collection = {
      id,
      db,
      name,
      namespace: `${db}.${name}`,
      uuid: randomUUID(),
      indexes,
      nextRecord: 1,
    }
    this.#add(collection)
    this.onUndo(() => this.#collections.delete(collection.namespace))
    this.save(collection)
    return collection
  }

  /** Changes the indexes of a collection; within a write. */
  setIndexes(collection: Collection, indexes: Index[]): void {
    const before = collection.indexes
    collection.indexes = indexes
    this.onUndo(() => {
      collection.indexes = before
    })
    this.save(collection)
  }

  /** Stores a collection's record; within a write. */
  save(collection: Collection): void {
    const { id, db, name, namespace, uuid } = collection
    const indexes = collection.indexes.map(({ fields, directions, matches, ready, ...record }) => record)
    this.#env.catalog.put(Buffer.from(namespace), encode({ id, db, name, namespace, uuid, indexes }))
  }

  /** Forgets a collection; `reclaim` clears its rows away; within a write. */
  remove(collection: Collection): void {
    this.#collections.delete(collection.namespace)
    this.onUndo(() => this.#add(collection))
    this.#env.catalog.remove(Buffer.from(collection.namespace))
  }
}

function reversed(owner: number): { start: Buffer; end: Buffer } {
  const { start, end } = ownerRange(owner)
  return { start: end, end: start }
}

function checkNamespace(db: string, name: string): void {
  const valid =
    db !== '' && !/[/\\. "$\0]/.test(db) && name !== '' && !/[$\0]/.test(name) && !name.startsWith('.')
  if (!valid || `${db}.${name}`.length > 255)
    throw new CommandError(73, `Invalid namespace specified '${db}.${name}'`)
}

/** What collections and indexes there are: kept in LMDB, held in memory, one writer. */
import { randomUUID } from 'node:crypto'
import { type Doc, decode, encode } from '../bson/codec.ts'
import { CommandError } from '../errors.ts'
import { compileFilter, type Predicate } from '../query/match.ts'
import { Commits } from './commits.ts'
import type { Environment, Table } from './environment.ts'
import { type KeyRange, ownerOf, ownerRange, recordOf } from './keys.ts'

/** A field of an index or of a sort. */
export interface OrderField {
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
  readonly fields: readonly OrderField[]
  readonly directions: readonly number[]
  readonly matches?: Predicate
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

/** An index in use from what is stored of it. */
export function openIndex(record: IndexRecord): Index {
  const { key, partialFilterExpression: partial } = record
  const fields = Object.entries(key).map(([name, order]): OrderField => {
    return { name, path: name.split('.'), direction: Number(order) < 0 ? -1 : 1 }
  })
  const matches = partial ? { matches: compileFilter(partial) } : {}
  return { ...record, fields, directions: fields.map(field => field.direction), ...matches }
}

/** What commands work on. */
export interface Storage {
  readonly env: Environment
  readonly catalog: Catalog
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
    for (const table of [env.documents, env.entries]) this.#isTaken(...lastKey(table).map(ownerOf))
  }

  #load(stored: Doc): void {
    const indexes = (stored.indexes as IndexRecord[]).map(openIndex)
    const [last = 0] = lastKey(this.#env.documents, ownerRange(stored.id)).map(recordOf)
    this.#add({ ...(stored as Collection), indexes, nextRecord: last + 1 })
    this.#isTaken(stored.id, ...indexes.map(index => index.id))
  }

  #isTaken(...ids: number[]): void {
    this.#nextId = Math.max(this.#nextId, ...ids.map(id => id + 1))
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
    const multikey = [false]
    const idIndex = {
      id: this.nextId(),
      name: '_id_',
      key: { _id: 1 },
      unique: true,
      multikey,
      truncated: false,
    }
    const namespace = `${db}.${name}`
    const uuid = randomUUID()
    const collection = { id, db, name, namespace, uuid, indexes: [openIndex(idIndex)], nextRecord: 1 }
    this.#add(collection)
    this.onUndo(() => this.#collections.delete(collection.namespace))
    this.save(collection)
    return collection
  }

  /** Adds or drops indexes of a collection; `reclaim` clears what is dropped away; within a write. */
  setIndexes(collection: Collection, indexes: readonly Index[]): void {
    this.#change(collection, { indexes })
    this.save(collection)
  }

  /** Changes what is known of an index, to be saved; within a write. */
  changeIndex(index: Index, changes: Partial<IndexRecord>): void {
    this.#change(index, changes)
  }

  #change<T extends object>(target: T, changes: Partial<T>): void {
    const before = Object.fromEntries(Object.keys(changes).map(name => [name, target[name as keyof T]]))
    Object.assign(target, changes)
    this.onUndo(() => Object.assign(target, before))
  }

  /** Stores a collection's record; within a write. */
  save(collection: Collection): void {
    const { id, db, name, namespace, uuid } = collection
    const indexes = collection.indexes.map(({ fields, directions, matches, ...record }) => record)
    this.#env.catalog.put(Buffer.from(namespace), encode({ id, db, name, namespace, uuid, indexes }))
  }

  /** Whether a collection, and an index of it, are still there. */
  has(collection: Collection, index?: Index): boolean {
    const isThere = this.#collections.get(collection.namespace) === collection
    return isThere && (index === undefined || collection.indexes.includes(index))
  }

  /** Forgets a collection; `reclaim` clears its rows away; within a write. */
  remove(collection: Collection): void {
    this.#collections.delete(collection.namespace)
    this.onUndo(() => this.#add(collection))
    this.#env.catalog.remove(Buffer.from(collection.namespace))
  }
}

/** The greatest key of a table or a range of it, if there is one. */
function lastKey(table: Table, range?: KeyRange): Buffer[] {
  const within = range ? { start: range.end, end: range.start } : {}
  return [...table.getKeys({ ...within, reverse: true, limit: 1 })]
}

function checkNamespace(db: string, name: string): void {
  const valid =
    db !== '' && !/[/\\. "$\0]/.test(db) && name !== '' && !/[$\0]/.test(name) && !name.startsWith('.')
  if (!valid || `${db}.${name}`.length > 255)
    throw new CommandError(73, `Invalid namespace specified '${db}.${name}'`)
}

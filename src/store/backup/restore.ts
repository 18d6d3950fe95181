/** A database out of a backup, through the driver: the embedded store and MongoDB alike. */
import type { Db, Document, IndexDescription } from 'mongodb'
import { type BackupReport, collectionNames, type Progress } from './backup.ts'
import { DatabaseNotEmptyError } from './errors.ts'
import { checkBackupFile, readBackupFile } from './file.ts'

const batchDocuments = 1000

export interface RestoreOptions {
  /** Whether what is in the database may be dropped. */
  readonly replace: boolean
  readonly progress: Progress
}

/**
 * Puts a backup into an empty database, or in the place of what is there. The file is read and checked as a whole before
 * anything is touched; a restore that is broken off is done again with `replace`.
 *
 * @throws {BackupDamagedError} when the file is not what was written
 * @throws {DatabaseNotEmptyError} when there are documents and `replace` is false
 */
export async function restore(db: Db, path: string, options: RestoreOptions): Promise<BackupReport> {
  const { documents } = await checkBackupFile(path)
  await makeRoom(db, options.replace)
  const into = new Filling(db, documents, options.progress)
  for await (const line of readBackupFile(path)) {
    if ('document' in line) await into.add(line.document)
    else await into.open(line.collection, line.indexes as IndexDescription[])
  }
  await into.flush()
  return { collections: into.collections, documents: into.documents }
}

async function makeRoom(db: Db, replace: boolean): Promise<void> {
  const names = await collectionNames(db)
  const counts = await Promise.all(names.map(name => db.collection(name).countDocuments({}, { limit: 1 })))
  const full = names.filter((_, i) => counts[i] !== 0)
  if (full.length > 0 && !replace)
    throw new DatabaseNotEmptyError(
      `the database ${db.databaseName} is not empty (${full.join(', ')}); --yes drops what is there`,
      { database: db.databaseName },
    )
  for (const name of names) await db.dropCollection(name)
}

/** Documents on their way into one collection after another. */
class Filling {
  readonly #db: Db
  readonly #total: number
  readonly #progress: Progress
  #name = ''
  #batch: Document[] = []
  collections = 0
  documents = 0

  constructor(db: Db, total: number, progress: Progress) {
    this.#db = db
    this.#total = total
    this.#progress = progress
  }

  async open(name: string, indexes: IndexDescription[]): Promise<void> {
    await this.flush()
    this.#name = name
    this.collections++
    await this.#db.createCollection(name)
    if (indexes.length > 0) await this.#db.collection(name).createIndexes(indexes)
  }

  async add(document: Document): Promise<void> {
    this.#batch.push(document)
    if (this.#batch.length >= batchDocuments) await this.flush()
  }

  async flush(): Promise<void> {
    if (this.#batch.length === 0) return
    // ordered: the driver splits what is too large for one message
    await this.#db.collection(this.#name).insertMany(this.#batch)
    this.documents += this.#batch.length
    this.#batch = []
    this.#progress(
      this.documents / this.#total,
      `${this.#name}: ${this.documents} of ${this.#total} documents`,
    )
  }
}

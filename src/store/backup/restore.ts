/** A site's databases out of a backup, through the driver: the embedded store and MongoDB alike. */
import type { Collection, Db, Document, IndexDescription } from 'mongodb'
import { type BackupReport, collectionsOf, type Progress, type SiteDatabases } from './backup.ts'
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
export async function restore(
  site: SiteDatabases,
  path: string,
  options: RestoreOptions,
): Promise<BackupReport> {
  const { documents } = await checkBackupFile(path)
  await makeRoom(site, options.replace)
  const into = new Filling(documents, options.progress)
  for await (const line of readBackupFile(path)) {
    if ('document' in line) await into.add(line.document)
    else await into.open(site[line.of ?? 'own'], line.collection, line.indexes as IndexDescription[])
  }
  await into.flush()
  return { collections: into.collections, documents: into.documents }
}

async function makeRoom(site: SiteDatabases, replace: boolean): Promise<void> {
  const all = await collectionsOf(site)
  const counts = await Promise.all(
    all.map(({ db, name }) => db.collection(name).countDocuments({}, { limit: 1 })),
  )
  const full = all.filter((_, i) => counts[i] !== 0).map(({ name }) => name)
  const database = site.own.databaseName
  if (full.length > 0 && !replace)
    throw new DatabaseNotEmptyError(
      `the database ${database} is not empty (${full.join(', ')}); --yes drops what is there`,
      { database },
    )
  for (const { db, name } of all) await db.dropCollection(name)
}

/** Documents on their way into one collection after another. */
class Filling {
  readonly #total: number
  readonly #progress: Progress
  #collection: Collection | undefined
  #batch: Document[] = []
  collections = 0
  documents = 0

  constructor(total: number, progress: Progress) {
    this.#total = total
    this.#progress = progress
  }

  async open(db: Db, name: string, indexes: IndexDescription[]): Promise<void> {
    await this.flush()
    this.#collection = await db.createCollection(name)
    this.collections++
    if (indexes.length > 0) await this.#collection.createIndexes(indexes)
  }

  async add(document: Document): Promise<void> {
    this.#batch.push(document)
    if (this.#batch.length >= batchDocuments) await this.flush()
  }

  async flush(): Promise<void> {
    if (this.#batch.length === 0 || !this.#collection) return
    // ordered: the driver splits what is too large for one message
    await this.#collection.insertMany(this.#batch)
    this.documents += this.#batch.length
    this.#batch = []
    this.#progress(
      this.documents / this.#total,
      `${this.#collection.collectionName}: ${this.documents} of ${this.#total} documents`,
    )
  }
}

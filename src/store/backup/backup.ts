/** The whole database into one file, through the driver: the embedded store and MongoDB alike. */
import type { Db, Document } from 'mongodb'
import { type BackupLine, writeBackupFile } from './file.ts'

/** @param share of the documents that were there at the beginning, 0…1 */
export type Progress = (share: number, words: string) => void

export interface BackupReport {
  readonly collections: number
  readonly documents: number
}

/**
 * Writes every collection with its indexes. Each document is whole; documents written meanwhile may be in it or not, so a
 * backup of one moment is taken while nothing writes.
 *
 * @throws {BackupExistsError} when there is such a file
 */
export async function backUp(db: Db, path: string, now: Date, progress: Progress): Promise<BackupReport> {
  const names = await collectionNames(db)
  const counts = await Promise.all(names.map(name => db.collection(name).estimatedDocumentCount()))
  const total = counts.reduce((sum, count) => sum + count, 0)
  const header = { createdAt: now.toISOString(), database: db.databaseName }
  const documents = await writeBackupFile(path, header, linesOf(db, names, total, progress))
  return { collections: names.length, documents }
}

/** The collections of a database, without those a server keeps for itself. */
export async function collectionNames(db: Db): Promise<string[]> {
  const all = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray()
  return all
    .map(each => each.name)
    .filter(name => !name.startsWith('system.'))
    .sort()
}

async function* linesOf(
  db: Db,
  names: string[],
  total: number,
  progress: Progress,
): AsyncGenerator<BackupLine> {
  let done = 0
  for (const collection of names) {
    yield { collection, indexes: await indexesOf(db, collection) }
    // As they are stored: an integer must not come back as a double.
    const documents = db
      .collection(collection)
      .find({}, { promoteValues: false, bsonRegExp: true, batchSize: 1000 })
    for await (const document of documents) {
      yield { document }
      if (++done % 500 === 0)
        progress(Math.min(1, done / total), `${collection}: ${done} of ${total} documents`)
    }
  }
}

async function indexesOf(db: Db, collection: string): Promise<Document[]> {
  const all = await db.collection(collection).listIndexes().toArray()
  return all.filter(index => index.name !== '_id_').map(({ v, ns, ...specification }) => specification)
}

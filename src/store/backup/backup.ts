/** The whole database into one file, through the driver: the embedded store and MongoDB alike. */
import type { Db, Document } from 'mongodb'
import { type BackupLine, writeBackupFile } from './file.ts'

/** @param share of the documents that were there at the beginning, 0…1 */
export type Progress = (share: number, words: string) => void

export interface BackupReport {
  readonly collections: number
  readonly documents: number
}

/** Where a site keeps what it stores: its own database, and beside it that of the LTI library, with our keys for each LMS. */
export interface SiteDatabases {
  readonly own: Db
  readonly lti: Db
}

/**
 * Writes every collection with its indexes. Each document is whole; documents written meanwhile may be in it or not, so a
 * backup of one moment is taken while nothing writes.
 *
 * @throws {BackupExistsError} when there is such a file
 */
export async function backUp(
  site: SiteDatabases,
  path: string,
  now: Date,
  progress: Progress,
): Promise<BackupReport> {
  const all = await collectionsOf(site)
  const counts = await Promise.all(all.map(({ db, name }) => db.collection(name).estimatedDocumentCount()))
  const total = counts.reduce((sum, count) => sum + count, 0)
  const header = { createdAt: now.toISOString(), database: site.own.databaseName }
  const documents = await writeBackupFile(path, header, linesOf(all, total, progress))
  return { collections: all.length, documents }
}

/** A collection of a site, and where it is. */
export interface SiteCollection {
  readonly of: keyof SiteDatabases
  readonly db: Db
  readonly name: string
}

/** Own ones first. */
export async function collectionsOf({ own, lti }: SiteDatabases): Promise<SiteCollection[]> {
  const [ours, theirs] = await Promise.all([collectionNames(own), collectionNames(lti)])
  return [
    ...ours.map(name => ({ of: 'own' as const, db: own, name })),
    ...theirs.map(name => ({ of: 'lti' as const, db: lti, name })),
  ]
}

/** The collections of a database, without those a server keeps for itself. */
async function collectionNames(db: Db): Promise<string[]> {
  const all = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray()
  return all
    .map(each => each.name)
    .filter(name => !name.startsWith('system.'))
    .sort()
}

async function* linesOf(
  all: readonly SiteCollection[],
  total: number,
  progress: Progress,
): AsyncGenerator<BackupLine> {
  let done = 0
  for (const { of, db, name } of all) {
    yield { collection: name, ...(of === 'lti' && { of }), indexes: await indexesOf(db, name) }
    // As they are stored: an integer must not come back as a double.
    const documents = db
      .collection(name)
      .find({}, { promoteValues: false, bsonRegExp: true, batchSize: 1000 })
    for await (const document of documents) {
      yield { document }
      if (++done % 500 === 0) progress(Math.min(1, done / total), `${name}: ${done} of ${total} documents`)
    }
  }
}

async function indexesOf(db: Db, collection: string): Promise<Document[]> {
  const all = await db.collection(collection).listIndexes().toArray()
  return all.filter(index => index.name !== '_id_').map(({ v, ns, ...specification }) => specification)
}

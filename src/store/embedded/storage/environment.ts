/**
 * The files: one LMDB environment with three databases. `documents` holds BSON by (collection, record), `entries`
 * holds record numbers by (index, key), `catalog` holds what each collection is. A command's writes are one LMDB
 * transaction, and its promise resolves once they are on disk.
 */
import { type Database, open, type RootDatabase } from 'lmdb'

export type Table = Database<Buffer, Buffer>

export interface Environment {
  readonly documents: Table
  readonly entries: Table
  readonly catalog: Table
  /** Runs `action` in a write transaction: all of its writes or none; resolves after they are flushed to disk. */
  write<T>(action: () => T): Promise<T>
  /** Makes the next read see everything committed. */
  refresh(): void
  close(): Promise<void>
}

/** Opens (or makes) the files in `path`. */
export function openEnvironment(path: string): Environment {
  const encodings = { encoding: 'binary', keyEncoding: 'binary' } as const
  // Without overlapping syncs a commit is on disk when its promise resolves.
  const root: RootDatabase<Buffer, Buffer> = open({
    path,
    noSubdir: false,
    maxDbs: 8,
    maxReaders: 64,
    overlappingSync: false,
    ...encodings,
  })
  const table = (name: string): Table => root.openDB<Buffer, Buffer>(name, encodings)
  return {
    documents: table('documents'),
    entries: table('entries'),
    catalog: table('catalog'),
    write: action => root.childTransaction(action),
    refresh: () => root.resetReadTxn(),
    close: () => root.close(),
  }
}

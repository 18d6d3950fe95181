/**
 * The files: one LMDB environment with three databases. `documents` holds BSON by (collection, record), `entries`
 * holds record numbers by (index, key), `catalog` holds what each collection is.
 */
import { type Database, open } from 'lmdb'

export type Table = Database<Buffer, Buffer>

export interface Environment {
  readonly documents: Table
  readonly entries: Table
  readonly catalog: Table
  /** Where the files are. */
  readonly path: string
  /** Rises with every command that reads: what was read in an earlier turn may have changed since. */
  readonly turn: number
  /** Runs `action` in a write transaction, alone among all processes; its writes are on disk when it returns. */
  transaction<T>(action: () => T): T
  /** Runs `action` in a transaction inside the one that runs: if it throws, none of its writes remain. */
  nested<T>(action: () => T): T
  /** Begins a turn: the next read sees everything committed. */
  refresh(): void
  close(): Promise<void>
}

/** Opens (or makes) the files in `path`. */
export function openEnvironment(path: string): Environment {
  const encodings = { encoding: 'binary', keyEncoding: 'binary' } as const
  // Without overlapping syncs a commit is on disk when it returns.
  const root = open<Buffer, Buffer>({
    path,
    noSubdir: false,
    maxDbs: 8,
    maxReaders: 64,
    overlappingSync: false,
    ...encodings,
  })
  const table = (name: string): Table => root.openDB<Buffer, Buffer>(name, encodings)
  let turn = 0
  return {
    documents: table('documents'),
    entries: table('entries'),
    catalog: table('catalog'),
    path,
    get turn() {
      return turn
    },
    transaction: action => root.transactionSync(action),
    nested: action => root.childTransaction(action) as never,
    refresh: () => {
      turn++
      root.resetReadTxn()
    },
    close: () => root.close(),
  }
}

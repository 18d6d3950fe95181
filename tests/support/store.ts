/**
 * A MongoDB for tests: the one `TEST_MONGODB_URI` names, else the embedded store in a process of its own, started once
 * for the whole run. Every call has a database of its own.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { type LaunchedStore, launchEmbeddedStore } from '#store/embedded/launch'

export interface TestStore {
  /** A connection string with the name of a fresh database. */
  readonly uri: string
  /** Drops the database. */
  close(): Promise<void>
}

let running: Promise<LaunchedStore> | undefined

/** A connection string with a database name that nobody has; the database is not dropped at the end. */
export async function uniqueDatabaseUri(): Promise<string> {
  const base = process.env.TEST_MONGODB_URI ?? (await embedded()).uri
  const [address = '', query] = base.split('?')
  const database = `test_${randomBytes(6).toString('hex')}`
  const authority = /^(mongodb(?:\+srv)?:\/\/[^/]+)/.exec(address)?.[1] ?? address
  return `${authority}/${database}${query === undefined ? '' : `?${query}`}`
}

/** A fresh database; `close` drops it. */
export async function startTestStore(): Promise<TestStore> {
  const uri = await uniqueDatabaseUri()
  return { uri, close: () => dropDatabase(uri) }
}

async function dropDatabase(uri: string): Promise<void> {
  const client = new MongoClient(uri)
  try {
    await client.db().dropDatabase()
  } finally {
    await client.close()
  }
}

/** The shared process ends with this one: when its standard input closes, so does it. */
function embedded(): Promise<LaunchedStore> {
  running ??= launch()
  return running
}

async function launch(): Promise<LaunchedStore> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zachetka-test-'))
  const store = await launchEmbeddedStore({ dataDir, unref: true })
  process.once('exit', () => {
    process.kill(store.pid, 'SIGKILL')
    rmSync(dataDir, { recursive: true, force: true })
  })
  return store
}

/** A site on a shared store that processes of the command work on, and are killed on. */
import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { connectStore, type StoreConnection } from '#store/connect'
import { migrateStore } from '#store/migrate'
import { modelOf } from '#store/models'
import type { Stores } from '#store/ports/index'
import { createSecretBox } from '#store/secret-box'
import { createStores } from '#store/stores'
import { MOODLE, seedMoodleSite } from '#tests/integration/sync/moodle-site'
import type { Lms } from '#tests/lms/server'
import { uniqueDatabaseUri } from '#tests/support/store'

const SECRET_KEY = 'a test key of more than thirty-two characters'
/** Learners in a page; each is one call. */
export const PAGE = 4

export interface Site {
  database: StoreConnection
  stores: Stores
  environment: Record<string, string>
}

const opened: StoreConnection[] = []

export async function openSite(lms: Lms): Promise<Site> {
  const uri = await uniqueDatabaseUri()
  const database = await connectStore(uri)
  opened.push(database)
  await migrateStore(database.connection, new Date())
  const stores = createStores(database.connection)
  await seedMoodleSite(stores, lms, { batchSize: PAGE, concurrency: 1 })
  const sealedSecrets = createSecretBox(SECRET_KEY).seal({ token: lms.token })
  await stores.connections.update({ id: MOODLE }, { sealedSecrets })
  const environment = { MONGODB_URI: uri, SECRET_KEY, ALLOW_PRIVATE_ADDRESSES: 'true' }
  return { database, stores, environment }
}

export async function closeSites(): Promise<void> {
  for (const database of opened.splice(0)) await database.close()
}

/** Until the process has stored a page of its pull. */
export async function pageBegun({ stores }: Site, child: ChildProcess): Promise<void> {
  for (;;) {
    const run = await stores.runs.unfinished(MOODLE)
    if (run && run.cursor !== null && run.counts.pulled > 0) return
    expect(child.exitCode, 'the process lives').to.equal(null)
    await sleep(50)
  }
}

/** What a pull leaves, without times and the ids of runs. */
export async function stateOf({ database: { connection } }: Site): Promise<string[]> {
  const lines = async (name: 'Completion' | 'Entry' | 'Quarantined', keys: string[]) => {
    const docs = await modelOf(connection, name).collection.find({}).toArray()
    return (docs as unknown as Record<string, unknown>[])
      .map(doc => `${name} ${JSON.stringify(keys.map(key => doc[key]))}`)
      .sort()
  }
  const parts = await Promise.all([
    lines('Completion', ['key', 'revision', 'hash']),
    lines('Entry', ['_id', 'status', 'hours', 'date']),
    lines('Quarantined', ['key', 'reason']),
  ])
  return parts.flat()
}

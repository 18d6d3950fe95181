/** Stores on a real server for a test file, in a database of its own. */
import { connectStore, type StoreConnection } from '#store/connect'
import { migrateStore } from '#store/migrate'
import type { Stores } from '#store/ports/index'
import { createStores } from '#store/stores'
import { startTestStore } from '#tests/support/store'

export interface TestStores extends StoreConnection {
  stores: Stores
  uri: string
  /** Another process's view of the same database. */
  secondProcess(): Promise<StoreConnection & { stores: Stores }>
}

async function openStores(migrate: boolean): Promise<TestStores> {
  const database = await startTestStore()
  const opened: StoreConnection[] = []
  const open = async () => {
    const store = await connectStore(database.uri)
    opened.push(store)
    return { ...store, stores: createStores(store.connection) }
  }
  const first = await open()
  if (migrate) await migrateStore(first.connection, new Date('2026-11-22T09:00:00Z'))
  const close = async () => {
    for (const store of opened) await store.close()
    await database.close()
  }
  return { ...first, uri: database.uri, close, secondProcess: open }
}

/** Call inside `describe`; the stores are there from `before` on. */
export function useStores({ migrate = true } = {}): () => TestStores {
  let opened: TestStores | undefined
  before(async () => {
    opened = await openStores(migrate)
  })
  after(() => opened?.close())
  return () => opened as TestStores
}

let serial = 0
/** Unique within the run. */
export const unique = (word: string): string => `${word}-${++serial}`

/** The code of what a promise is rejected with. */

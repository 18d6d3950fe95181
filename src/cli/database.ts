/** The site's database for one command, without the application around it. */
import type { Db } from 'mongodb'
import { readConfig } from '#config/config'
import { openStore } from './lazy.ts'

export async function withDatabase<T>(use: (db: Db) => Promise<T>): Promise<T> {
  const { MongoClient } = await import('mongodb')
  const store = await openStore(readConfig(process.env), code => process.exit(code ?? 1))
  const client = new MongoClient(store.uri, { serverSelectionTimeoutMS: 5_000, appName: 'zachetka' })
  try {
    return await use(client.db())
  } finally {
    await client.close()
    await store.close()
  }
}

/** The site's databases for one command, without the application around them. */
import { readConfig } from '#config/config'
import type { SiteDatabases } from '#store/backup/backup'
import { openStore } from './lazy.ts'

export async function withDatabases<T>(use: (site: SiteDatabases) => Promise<T>): Promise<T> {
  const { MongoClient } = await import('mongodb')
  const { besideOurs } = await import('#lti/ltijs/open-ltijs')
  const store = await openStore(readConfig(process.env), code => process.exit(code ?? 1))
  const client = new MongoClient(store.uri, { serverSelectionTimeoutMS: 5_000, appName: 'zachetka' })
  try {
    return await use({ own: client.db(), lti: client.db(besideOurs(store.uri)) })
  } finally {
    await client.close()
    await store.close()
  }
}

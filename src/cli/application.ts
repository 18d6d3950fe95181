/** Runs one command against the site's store and closes everything after it, whatever happens. */
import { readConfig } from '#config/config'
import type { Application } from '#src/application'
import { buildApplication } from './lazy.ts'

export async function withApplication<T>(use: (application: Application) => Promise<T>): Promise<T> {
  const application = await buildApplication(readConfig(process.env), { logTo: 'errors-only' })
  try {
    return await use(application)
  } finally {
    await application.close()
  }
}

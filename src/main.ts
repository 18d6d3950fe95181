/** Composition root: builds the whole graph from a configuration, starts its parts and closes them in order. */
import type { Server } from 'node:http'
import type { Config } from '#config/config'
import type { Jobs } from '#jobs/jobs'
import { connectStore } from '#store/connect'
import { migrateStore } from '#store/migrate'
import { createRegulationsStore } from '#store/programmes/regulations-store'
import { openStore } from './adapters/open-store.ts'
import { growingCatalogue, loadRegulations } from './adapters/regulations.ts'
import type { Application } from './application.ts'
import { buildCredits } from './assembly/build-credits.ts'
import { buildEvents } from './assembly/build-events.ts'
import { buildPlatforms } from './assembly/build-platforms.ts'
import { buildSources } from './assembly/build-sources.ts'
import { layGround, type Site } from './assembly/ground.ts'
import { createLog, type Log } from './log.ts'

/** How soon a process learns what another one took up. */
const REFRESH_MS = 60_000

export interface BuildOptions {
  /** `errors-only` for commands, whose output is for people. */
  logTo: 'configured' | 'errors-only'
  now?(): Date
}

/**
 * Builds the application; nothing listens and no job runs until it is told to.
 *
 * @throws {RegulationFileError} @throws {StoreLockedError} and what connecting to MongoDB throws
 */
export async function buildApplication(config: Config, options: BuildOptions): Promise<Application> {
  const log = createLog(options.logTo === 'errors-only' ? 'error' : config.logLevel)
  const now = options.now ?? (() => new Date())
  const { store, database, regulations } = await openRecord(config, log, now)
  const refresh = () => void regulations.refresh().catch(({ code }) => log.error({ code }, 'regulations'))
  const refreshing = setInterval(refresh, REFRESH_MS).unref()
  const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`
  const site = { config, publicUrl, database, regulations, storeUri: store.uri, log, now }
  const core = buildCore(site)
  const running: Running = { servers: [], jobs: null }
  return {
    ...core,
    config,
    publicUrl,
    storeKind: store.kind,
    regulations,
    database,
    log,
    async startWeb(web = {}) {
      const { startWeb } = await import('./web.ts')
      const server = await startWeb({ ...core, config, publicUrl, database, regulations, log, now }, web)
      running.servers.push(server)
      return { url: publicUrl }
    },
    async startWorker() {
      const { createJobs } = await import('#jobs/jobs')
      running.jobs = createJobs({
        ...core,
        db: database.connection,
        everyMinutes: config.pullEveryMinutes,
        now,
        log,
      })
      await running.jobs.start()
    },
    async close() {
      clearInterval(refreshing)
      await Promise.all(running.servers.map(closeServer))
      await running.jobs?.stop()
      await core.renderer.close()
      await core.library.close()
      await database.close()
      await store.close()
    },
  }
}

/** The store, migrated, and the regulations in it; what was opened is closed when something fails, so that the process ends. */
async function openRecord(config: Config, log: Log, now: () => Date) {
  const shipped = loadRegulations(config.regulationsDir)
  const store = await openStore(config, code => {
    log.fatal({ code }, 'the embedded store ended; ending too')
    process.exit(1)
  })
  const opened: { close(): Promise<void> }[] = [store]
  try {
    const database = await connectStore(store.uri)
    opened.unshift(database)
    await migrateStore(database.connection, now())
    const regulations = growingCatalogue(shipped, createRegulationsStore(database.connection))
    await regulations.refresh()
    return { store, database, regulations }
  } catch (error) {
    for (const each of opened) await each.close()
    throw error
  }
}

interface Running {
  servers: Server[]
  jobs: Jobs | null
}

function buildCore(site: Site) {
  const ground = layGround(site)
  const credits = buildCredits(ground)
  const platforms = buildPlatforms(ground)
  return {
    stores: ground.stores,
    ...credits,
    ...platforms,
    ...buildSources(ground, credits.credits),
    ...buildEvents(ground, { library: platforms.library, issuing: credits.issuing }),
  }
}

const closeServer = (server: Server): Promise<void> =>
  new Promise(resolve => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })

/** Our launch as the web process builds it, on a store, behind a bare express: for benches, load and fuzz. */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import express, { type ErrorRequestHandler } from 'express'
import { issueSession } from '#http/session/issue-session'
import { currentOf, requireSession } from '#http/session/require-session'
import { sessionPath } from '#http/session/session-path'
import { createKeyCache } from '#lti/keys/key-cache'
import type { PlatformRegistration } from '#lti/ports'
import { cachePlatforms } from '#lti/registration/cached-platforms'
import { createLtiRouter } from '#lti/router'
import { createWelcome } from '#src/adapters/welcome'
import { connectStore, type StoreConnection } from '#store/connect'
import { migrateStore } from '#store/migrate'
import { createStores } from '#store/stores'
import { uniqueDatabaseUri } from '#tests/support/store'
import { benchKey, registration, serveKeys } from './launch-platform.ts'
import { listen, stop } from './listen.ts'

export interface BenchTool {
  url: string
  registration: PlatformRegistration
  database: StoreConnection
  /** Codes of what was refused. */
  refused: Map<string, number>
  /** What the store was asked since the last call, one `command collection` each. */
  takeCommands(): string[]
  /** Times that the platform's keys were read. */
  keysRead(): number
  close(): Promise<void>
}

/** @param isWatched counts commands; that costs time, so what is timed is not watched */
export async function startBenchTool({ isWatched = false } = {}): Promise<BenchTool> {
  const uri = await uniqueDatabaseUri()
  const database = await connectStore(isWatched ? `${uri}?monitorCommands=true` : uri)
  await migrateStore(database.connection, new Date())
  const keys = await serveKeys(benchKey.jwk)
  const platform = registration(keys.url)
  const app = express()
  const server = createServer(app)
  const url = await listen(server)
  const refused = new Map<string, number>()
  const stores = createStores(database.connection)
  await stores.platforms.create(platform)
  const now = () => new Date()
  app.use(sessionPath)
  app.use(
    '/lti',
    createLtiRouter({
      platforms: cachePlatforms(stores.platforms, now),
      attempts: stores.launchAttempts,
      keys: createKeyCache({ allowPrivateAddresses: true, now }),
      library: { keySet: async () => ({ keys: [] }) },
      publicUrl: url,
      now,
      randomBytes,
      onLaunch: createWelcome({
        people: stores.people,
        openSession: issueSession({
          sessions: stores.sessions,
          config: { publicUrl: url },
          now,
          randomBytes,
        }),
        now,
      }),
      log: { info: () => {}, warn: () => {}, error: () => {} },
      events: {
        launched: () => {},
        refused: ({ code }) => void refused.set(code, (refused.get(code) ?? 0) + 1),
      },
    }),
  )
  app.use(
    requireSession({
      ...{ drafts: { keep: async () => null }, sessions: stores.sessions },
      ...{ isHttps: false, frameOrigins: [], now },
    }),
  )
  app.get('/book', (_req, res) => void res.send(currentOf(res).session.name))
  const failed: ErrorRequestHandler = (error, _req, res, _next) =>
    void res.status((error as { status?: number }).status ?? 500).end()
  app.use(failed)
  const commands = watchCommands(database)
  return {
    url,
    registration: platform,
    database,
    refused,
    takeCommands: () => commands.splice(0),
    keysRead: keys.count,
    async close() {
      await Promise.all([stop(server), keys.close()])
      await database.connection.dropDatabase()
      await database.close()
    },
  }
}

function watchCommands({ connection }: StoreConnection): string[] {
  const commands: string[] = []
  connection.getClient().on('commandStarted', ({ commandName, command }) => {
    if (commands.length < 10_000) commands.push(`${commandName} ${String(command[commandName])}`)
  })
  return commands
}

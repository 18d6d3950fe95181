/** The server: a directory, a socket, and commands between them. */
import { mkdirSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { Cursors } from './commands/cursors.ts'
import { dispatch } from './commands/dispatch.ts'
import { ttlSweepMs } from './limits.ts'
import { lockDirectory } from './lock.ts'
import { Catalog, type Storage } from './storage/catalog.ts'
import { openEnvironment } from './storage/environment.ts'
import { reclaim } from './storage/reclaim.ts'
import { removeExpired } from './storage/ttl.ts'
import { serveConnection } from './wire/connection.ts'

export interface EmbeddedServerOptions {
  /** Where the files are; made when missing, readable by the owner only. */
  readonly directory: string
  /** There is no authentication: a socket in a private directory, or loopback (port 0: any that is free). */
  readonly listen: { readonly socketPath: string } | { readonly host: '127.0.0.1'; readonly port: number }
  readonly log?: (message: string, error?: unknown) => void
  /** Called when the files can no longer be written; the caller ends the server. */
  readonly onFatal?: (error: unknown) => void
  /** The clock of TTL indexes and `$currentDate`. */
  readonly clock?: () => Date
}

export interface EmbeddedServer {
  /** A connection string without a database name. */
  readonly uri: string
  /** Removes expired documents now and not at the next sweep; resolves with how many. */
  sweep(): Promise<number>
  /** Ends connections, flushes and closes the files. */
  close(): Promise<void>
}

/** Starts the server in this process. @throws {StoreLockedError} when another process has the directory */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { directory, onFatal, log = () => undefined, clock = () => new Date() } = options
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const env = openEnvironment(join(directory, 'data'))
  const lock = await lockDirectory(directory, env.transaction).catch(async error => {
    await env.close()
    throw error
  })
  const storage: Storage = { env, catalog: new Catalog(env) }
  const cursors = new Cursors()
  let isClosing = false
  const fatal = (error: unknown): void => (isClosing ? undefined : onFatal?.(error))
  const on = { storage, cursors, startedAt: clock(), clock, log, fatal }
  const sockets = new Set<Socket>()
  let lastConnection = 0
  const server = createServer(socket => {
    sockets.add(socket.on('close', () => sockets.delete(socket)))
    void serveConnection(socket, ++lastConnection, (body, id) => dispatch(on, body, id))
  })
  const release = async (): Promise<void> => {
    await env.close()
    await lock.release()
  }
  const uri = await listen(server, options.listen).catch(async error => {
    await release()
    throw error
  })
  const sweep = (): Promise<number> => removeExpired(storage, clock())
  let tidying: Promise<unknown> | undefined
  const tidy = async (): Promise<void> => {
    await sweep().catch(error => log('removing expired documents failed', error))
    await reclaim(storage, () => isClosing).catch(error => log('clearing what was dropped failed', error))
    tidying = undefined
  }
  const timer = setInterval(() => {
    cursors.expire(clock().getTime())
    tidying ??= tidy()
  }, ttlSweepMs).unref()
  const close = async (): Promise<void> => {
    clearInterval(timer)
    isClosing = true
    await tidying
    const ended = new Promise<void>(resolve => server.close(() => resolve()))
    for (const socket of sockets) socket.destroy()
    await ended
    await release()
  }
  return { uri, sweep, close }
}

async function listen(server: Server, where: EmbeddedServerOptions['listen']): Promise<string> {
  if ('socketPath' in where) rmSync(where.socketPath, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    if ('socketPath' in where) server.listen(where.socketPath, resolve)
    else server.listen(where.port, where.host, resolve)
  })
  if ('socketPath' in where) return `mongodb://${encodeURIComponent(where.socketPath)}`
  const address = server.address()
  return `mongodb://127.0.0.1:${typeof address === 'object' && address ? address.port : where.port}`
}

/** The site's store: a MongoDB given by address, the embedded store of another process of this site, or one of our own. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Config } from '#config/config'
import { StoreLockedError } from '#store/embedded/errors'
import { launchEmbeddedStore } from '#store/embedded/launch'

export interface OpenStore {
  uri: string
  /** `embedded`: started by us; `shared`: another process of this site runs it; `mongodb`: as configured. */
  kind: 'mongodb' | 'embedded' | 'shared'
  close(): Promise<void>
}

export interface OpenStoreOptions {
  /** A port of 127.0.0.1 to listen on; default: a socket in the data directory. */
  port?: number
  /** Whether the store of another process will do; default: yes. */
  shared?: boolean
}

/**
 * @param onExit called if our embedded store ends before `close`
 * @throws {StoreLockedError} when another process runs the store and may not be shared, or does not say where
 */
export async function openStore(
  config: Config,
  onExit: (code: number | null) => void,
  { port, shared = true }: OpenStoreOptions = {},
): Promise<OpenStore> {
  if (config.mongodbUri) return { uri: config.mongodbUri, kind: 'mongodb', close: async () => {} }
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const running = shared ? await runningStoreUri(config.dataDir) : null
  if (running) return sharedStore(running)
  try {
    return await ownStore(config.dataDir, onExit, port)
  } catch (error) {
    if (!shared || !(error instanceof StoreLockedError)) throw error
    return sharedStore(await startingStoreUri(config.dataDir, error))
  }
}

function sharedStore(uri: string): OpenStore {
  return { uri, kind: 'shared', close: async () => {} }
}

async function ownStore(
  dataDir: string,
  onExit: (code: number | null) => void,
  port?: number,
): Promise<OpenStore> {
  const store = await launchEmbeddedStore({ dataDir, onExit, ...(port !== undefined && { port }) })
  writeFileSync(addressFile(dataDir), store.uri, { mode: 0o600 })
  return {
    uri: store.uri,
    kind: 'embedded',
    async close() {
      rmSync(addressFile(dataDir), { force: true })
      await store.close()
    },
  }
}

const patience = 50

/** Two processes that start at once: one has the directory already and will say its address in a moment. */
async function startingStoreUri(dataDir: string, locked: StoreLockedError): Promise<string> {
  for (let attempt = 0; attempt < patience; attempt++) {
    const uri = await runningStoreUri(dataDir)
    if (uri) return uri
    await delay(100)
  }
  throw locked
}

/** Where a process that runs the store says how to reach it; a file left by one that was killed leads nowhere. */
const addressFile = (dataDir: string): string => path.join(dataDir, 'store.uri')

async function runningStoreUri(dataDir: string): Promise<string | null> {
  let uri: string
  try {
    uri = readFileSync(addressFile(dataDir), 'utf8').trim()
  } catch {
    return null
  }
  const host = /^mongodb:\/\/([^/]+)\//.exec(uri)?.[1]
  return host && (await answers(decodeURIComponent(host))) ? uri : null
}

/** @param address a socket's path, or host:port */
function answers(address: string): Promise<boolean> {
  const [host = '', port] = address.split(':')
  return new Promise(resolve => {
    const socket = address.startsWith('/') ? connect(address) : connect(Number(port), host)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

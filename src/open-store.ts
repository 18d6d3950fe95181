/** The site's store: a MongoDB given by address, the embedded store of another process of this site, or one of our own. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import type { Config } from '#config/config'
import { launchEmbeddedStore } from '#store/embedded/launch'

export interface OpenStore {
  uri: string
  /** `embedded`: started by us; `shared`: another process of this site runs it; `mongodb`: as configured. */
  kind: 'mongodb' | 'embedded' | 'shared'
  close(): Promise<void>
}

/** @param onExit called if our embedded store ends before `close` */
export async function openStore(config: Config, onExit: (code: number | null) => void): Promise<OpenStore> {
  if (config.mongodbUri) return { uri: config.mongodbUri, kind: 'mongodb', close: async () => {} }
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const running = await runningStoreUri(config.dataDir)
  if (running) return { uri: running, kind: 'shared', close: async () => {} }
  const store = await launchEmbeddedStore({ dataDir: config.dataDir, onExit })
  writeFileSync(addressFile(config.dataDir), store.uri, { mode: 0o600 })
  return {
    uri: store.uri,
    kind: 'embedded',
    async close() {
      rmSync(addressFile(config.dataDir), { force: true })
      await store.close()
    },
  }
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

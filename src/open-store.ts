/** The site's store: a MongoDB given by address, the embedded store of another process of this site, or one of our own. */
import { mkdirSync } from 'node:fs'
import type { Config } from '#config/config'
import { runningStoreUri } from '#store/embedded/running'
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
  return { uri: store.uri, kind: 'embedded', close: () => store.close() }
}

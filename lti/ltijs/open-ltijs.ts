import { hkdfSync } from 'node:crypto'
import { createRequire } from 'node:module'
import { boundHttp } from './bounded-http.ts'
import type { LtijsDatabase, LtijsProvider } from './types.ts'

export interface LtijsOptions {
  /**
   * MongoDB: the same server as ours, another database, because names of collections are the same: that of the URI with
   * `_ltijs` after it.
   */
  uri: string
  /** Of the application; ltijs' own key is derived from it. */
  secretKey: string
  allowPrivateAddresses: boolean
  /** Instead of MongoDB: ltijs' own plug-in interface. */
  database?: LtijsDatabase
}

export interface OpenLtijs {
  provider: LtijsProvider
  encryptionKey: string
}

/** Milliseconds to look for a server before a call fails. */
const SERVER_SELECTION_MS = 5_000

/** One in a process: ltijs keeps everything on the global connection of its own mongoose 7. */
let inUse = false

/**
 * Loads ltijs and connects it. Its `deploy` is not called: all it does without a port of its own is to connect, to
 * end the process when that fails, and to end it on SIGINT. Its express application is made and never mounted: one
 * unauthenticated request to it ends the process (decision 0002).
 */
export async function openLtijs(options: LtijsOptions): Promise<OpenLtijs> {
  if (inUse) throw new TypeError('ltijs can be open once in a process')
  inUse = true
  try {
    const provider = loadProvider(options.allowPrivateAddresses)
    const encryptionKey = deriveKey(options.secretKey)
    provider.setup(encryptionKey, databaseOf(options), { cors: false })
    await connect(provider)
    return { provider, encryptionKey }
  } catch (error) {
    inUse = false
    throw error
  }
}

export async function closeLtijs({ provider }: OpenLtijs): Promise<void> {
  await provider.Database.Close()
  inUse = false
}

async function connect(provider: LtijsProvider): Promise<void> {
  try {
    await provider.Database.setup()
  } catch (error) {
    // Else its listener would try again for ever.
    await provider.Database.Close()
    throw error
  }
}

function loadProvider(allowPrivateAddresses: boolean): LtijsProvider {
  const require = createRequire(import.meta.url)
  boundHttp(require('ltijs/dist/Utils/Http'), allowPrivateAddresses)
  const { Provider } = require('ltijs') as { Provider: { constructor: new () => LtijsProvider } }
  // The module exports one instance for all; a fresh one can be set up again after it was closed.
  return new Provider.constructor()
}

const databaseOf = ({ uri, database }: LtijsOptions): object =>
  database === undefined
    ? {
        url: uri,
        connection: {
          dbName: besideOurs(uri),
          serverSelectionTimeoutMS: SERVER_SELECTION_MS,
          maxPoolSize: 5,
        },
      }
    : { plugin: database }

/** A connection string may list several hosts, so it is no URL; MongoDB takes names of 63 bytes at most. */
export function besideOurs(uri: string): string {
  const ours = /^[^:]+:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1] ?? 'zachetka'
  return `${ours.slice(0, 56)}_ltijs`
}

const deriveKey = (secretKey: string): string =>
  Buffer.from(hkdfSync('sha256', secretKey, '', 'zachetka/ltijs/1', 32)).toString('hex')

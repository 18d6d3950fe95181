/** One connection to MongoDB, ours alone: not mongoose's global one, so that a process may hold several. */
import mongoose from 'mongoose'
import { registerModels } from './models.ts'

export interface ConnectOptions {
  /** Shown in the server's logs and `currentOp`, e.g. `zachetka-web`. */
  appName?: string
  /** Database name if the URI has none. */
  dbName?: string
  /** Sockets per process; MongoDB's default is 100. */
  maxPoolSize?: number
  /** How long to look for a server, ms; default 5,000. */
  serverSelectionTimeoutMs?: number
}

export interface StoreConnection {
  connection: mongoose.Connection
  close(): Promise<void>
}

/**
 * Connects, registers the models and waits until the server answers.
 *
 * Indexes are never built as a side effect (`autoIndex: false`): `migrateStore` does it, once, visibly. Filters are
 * sanitised: an operator that comes in as data is compared as data; ours go through `./query.ts`.
 *
 * @throws mongoose's connection error when no server answers in time; the URI is not repeated in it
 */
export async function connectStore(uri: string, options: ConnectOptions = {}): Promise<StoreConnection> {
  const connection = mongoose.createConnection()
  registerModels(connection)
  await connection.openUri(uri, driverOptions(options))
  return { connection, close: () => connection.close() }
}

function driverOptions(options: ConnectOptions): mongoose.ConnectOptions {
  return {
    appName: options.appName ?? 'zachetka',
    autoCreate: false,
    autoIndex: false,
    sanitizeFilter: true,
    ignoreUndefined: true,
    serverSelectionTimeoutMS: options.serverSelectionTimeoutMs ?? 5_000,
    ...(options.dbName && { dbName: options.dbName }),
    ...(options.maxPoolSize && { maxPoolSize: options.maxPoolSize }),
  }
}

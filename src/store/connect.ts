/** One connection to MongoDB, ours alone: not mongoose's global one, so that a process may hold several. */
import mongoose from 'mongoose'
import { registerModels } from './models.ts'

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
export async function connectStore(uri: string): Promise<StoreConnection> {
  const connection = mongoose.createConnection()
  registerModels(connection)
  await connection.openUri(uri, DRIVER)
  return { connection, close: () => connection.close() }
}

const DRIVER = {
  appName: 'zachetka',
  autoCreate: false,
  autoIndex: false,
  sanitizeFilter: true,
  ignoreUndefined: true,
  serverSelectionTimeoutMS: 5_000,
} as const

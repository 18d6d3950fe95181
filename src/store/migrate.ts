/**
 * Brings a database's indexes to what the schemas say. Runs at every start: it does nothing twice, and two processes that
 * start at once may both do it. An index that nobody here knows is left alone and named in the report.
 */
import type { IndexDescription } from 'mongodb'
import type { Connection } from 'mongoose'
import { AppError } from '#domain/errors'
import { MODEL_NAMES, type ModelName, modelOf } from './models.ts'

/** Rises when stored documents change their shape, so that an older program refuses a newer database. */
export const SCHEMA_VERSION = 1

/** The database was written by a newer version of this program. */
export class SchemaTooNewError extends AppError {
  readonly code = 'schema_too_new'
  readonly status = 500
}

export interface MigrationReport {
  /** `collection.index` */
  created: string[]
  /** Differed from the schema: dropped and built again. */
  rebuilt: string[]
  /** Not ours. */
  unknown: string[]
  schemaVersion: { before: number | null; after: number }
}

interface Index {
  name: string
  key: Record<string, unknown>
  unique?: boolean
  sparse?: boolean
  expireAfterSeconds?: number
}

/**
 * Creates what is missing, rebuilds what differs, notes the schema's version.
 *
 * @throws {SchemaTooNewError} before anything is touched
 */
export async function migrateStore(connection: Connection, now: Date): Promise<MigrationReport> {
  const before = await storedVersion(connection)
  if (before !== null && before > SCHEMA_VERSION) {
    throw new SchemaTooNewError('the database is newer than this program', {
      database: before,
      program: SCHEMA_VERSION,
    })
  }
  const report: MigrationReport = {
    created: [],
    rebuilt: [],
    unknown: [],
    schemaVersion: { before, after: SCHEMA_VERSION },
  }
  for (const name of MODEL_NAMES) await migrateModel(connection, name, report)
  await noteVersion(connection, now)
  return report
}

async function migrateModel(connection: Connection, name: ModelName, report: MigrationReport): Promise<void> {
  const { collection, schema } = modelOf(connection, name)
  const wanted = schema.indexes().map(([key, options]) => ({ key, ...options }) as Index)
  const existing = await existingIndexes(connection, collection.collectionName)
  const missing: Index[] = []
  for (const index of wanted) {
    const there = existing.find(each => each.name === index.name)
    if (there && isSame(there, index)) continue
    if (there) await dropIndex(connection, collection.collectionName, index.name)
    ;(there ? report.rebuilt : report.created).push(`${collection.collectionName}.${index.name}`)
    missing.push(index)
  }
  if (missing.length > 0)
    await nativeOf(connection, collection.collectionName).createIndexes(missing as IndexDescription[])
  const known = new Set(['_id_', ...wanted.map(index => index.name)])
  report.unknown.push(
    ...existing
      .filter(each => !known.has(each.name))
      .map(each => `${collection.collectionName}.${each.name}`),
  )
}

function nativeOf(connection: Connection, name: string) {
  return connection.getClient().db(connection.name).collection(name)
}

const NAMESPACE_NOT_FOUND = 26
const INDEX_NOT_FOUND = 27

async function existingIndexes(connection: Connection, name: string): Promise<Index[]> {
  try {
    return (await nativeOf(connection, name).indexes()) as Index[]
  } catch (error) {
    if (hasCode(error, NAMESPACE_NOT_FOUND)) return []
    throw error
  }
}

async function dropIndex(connection: Connection, name: string, index: string): Promise<void> {
  try {
    await nativeOf(connection, name).dropIndex(index)
  } catch (error) {
    // another process was faster
    if (!hasCode(error, INDEX_NOT_FOUND)) throw error
  }
}

function hasCode(error: unknown, code: number): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code
}

function isSame(a: Index, b: Index): boolean {
  return shapeOf(a) === shapeOf(b)
}

/** What decides an index: keys in their order, and the options that we use. */
function shapeOf({ key, unique, sparse, expireAfterSeconds }: Index): string {
  return JSON.stringify([Object.entries(key), unique === true, sparse === true, expireAfterSeconds ?? null])
}

async function storedVersion(connection: Connection): Promise<number | null> {
  const meta = await modelOf(connection, 'Meta').findOne({ _id: 'schema' }).lean()
  return meta?.version ?? null
}

/** The version only grows, whoever comes last. */
async function noteVersion(connection: Connection, now: Date): Promise<void> {
  await modelOf(connection, 'Meta').updateOne(
    { _id: 'schema' },
    { $max: { version: SCHEMA_VERSION }, $setOnInsert: { at: now.toISOString() } },
    { upsert: true },
  )
}

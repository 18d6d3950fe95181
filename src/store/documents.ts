/** Between what use cases hold (`id`) and what MongoDB stores (`_id`), and between MongoDB's errors and ours. */
import { MongoBulkWriteError } from 'mongodb'
import { absent } from './query.ts'

/** A thing as it is stored: its `id` under `_id`. */
export type Stored<T extends { id: string }> = Omit<T, 'id'> & { _id: string }

export function toStored<T extends { id: string }>({ id, ...rest }: T): Stored<T> {
  return { _id: id, ...rest }
}

/** The thing without what only the store needs (`hidden` fields). */
export function fromStored<T extends { id: string }>(doc: object, hidden: readonly string[] = []): T {
  const { _id, ...rest } = doc as Record<string, unknown>
  for (const field of hidden) delete rest[field]
  return { id: _id, ...rest } as unknown as T
}

/** The thing or `null`. */
export function maybeStored<T extends { id: string }>(
  doc: object | null,
  hidden: readonly string[] = [],
): T | null {
  return doc ? fromStored<T>(doc, hidden) : null
}

/** Things by their ids. */
export function storedById<T extends { id: string }>(
  docs: readonly object[],
  hidden: readonly string[] = [],
): Map<string, T> {
  const things = docs.map(doc => fromStored<T>(doc, hidden))
  return new Map(things.map(thing => [thing.id, thing]))
}

/** Puts a whole thing under its id, whatever is there. */
export async function putStored<T extends { id: string }>(
  model: {
    replaceOne(filter: never, fields: never, options: { upsert: true }): PromiseLike<unknown>
  },
  thing: T,
): Promise<void> {
  const { _id, ...fields } = toStored(thing)
  await model.replaceOne({ _id } as never, fields as never, { upsert: true })
}

/** In place of what was read, `null`: there was nothing. `false`: somebody was faster. */
export async function replaceStored<T extends { id: string; version?: number }>(
  model: {
    create(doc: never): Promise<unknown>
    replaceOne(filter: never, fields: never): PromiseLike<{ matchedCount: number }>
  },
  next: T,
  read: { version?: number } | null,
): Promise<boolean> {
  const { _id, ...fields } = toStored(next)
  if (!read) return isWritten(() => model.create({ _id, ...fields } as never))
  const asRead = { _id, version: read.version ?? absent() }
  return (await model.replaceOne(asRead as never, fields as never)).matchedCount === 1
}

/** An update that sets what has a value and removes what is `null`; what is `undefined` stays as it is. */
export function setOrUnset(fields: Record<string, unknown>) {
  const rows = Object.entries(fields).filter(([, value]) => value !== undefined)
  const set = Object.fromEntries(rows.filter(([, value]) => value !== null))
  const unset = Object.fromEntries(rows.flatMap(([name, value]) => (value === null ? [[name, 1]] : [])))
  return {
    ...(Object.keys(set).length > 0 && { $set: set }),
    ...(Object.keys(unset).length > 0 && { $unset: unset }),
  }
}

/** The driver gives BSON binaries; a copy, so that no caller holds the driver's buffer. */
export function toBytes(bytes: Uint8Array | { buffer: Uint8Array }): Uint8Array {
  return new Uint8Array(bytes instanceof Uint8Array ? bytes : bytes.buffer)
}

const DUPLICATE_KEY = 11000

/** Whether a unique index refused the write. */
export function isDuplicateKey(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === DUPLICATE_KEY
}

/** Whether the write was made; `false`: a unique index refused it, the same or another was there first. */
export async function isWritten(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/**
 * Places in an unordered bulk that a unique index refused.
 *
 * @throws the error itself if anything else went wrong with any of them
 */
export function refusedAsDuplicates(error: unknown): Set<number> {
  if (!(error instanceof MongoBulkWriteError)) throw error
  const failed = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors]
  if (failed.length === 0 || failed.some(each => each.code !== DUPLICATE_KEY)) throw error
  return new Set(failed.map(each => each.index))
}

/** Inserts what a unique index lets in, so many in one command; how many were not there. */
export async function insertMissing(
  collection: { insertMany(docs: never[], options: { ordered: false }): Promise<{ insertedCount: number }> },
  docs: readonly object[],
  size: number,
): Promise<number> {
  let inserted = 0
  for (const chunk of chunksOf(docs, size)) {
    try {
      inserted += (await collection.insertMany(chunk as never[], { ordered: false })).insertedCount
    } catch (error) {
      inserted += chunk.length - refusedAsDuplicates(error).size
    }
  }
  return inserted
}

/** A page over several programmes: each read in its index's order to the limit, then merged. */
export async function mergedPage<T>(
  programmeIds: readonly string[],
  limit: number,
  read: (programmeId: string) => PromiseLike<T[]>,
  order: (a: T, b: T) => number,
): Promise<T[]> {
  const pages = await Promise.all([...new Set(programmeIds)].map(read))
  return pages.flat().sort(order).slice(0, limit)
}

export const byId = (a: { _id: string }, b: { _id: string }): number => (a._id < b._id ? -1 : 1)

/** Cuts a list into pieces of at most `size`. */
export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = []
  for (let i = 0; i < items.length; i += size) chunks.push(items.slice(i, i + size))
  return chunks
}

/** Completions that are stored already, read once per page whether the connector asks for them or the pull does. */
import type { SourceRecord } from '#connectors/record'
import type { Completion, CompletionHead, CompletionStore } from '#store/ports/completions'
import { type KeyFilter, keyFilter } from './key-filter.ts'

type Known = Completion<SourceRecord>
export type LatestCompletions = Map<string, Known>
type Find<Found> = (connectionId: string, keys: string[]) => Promise<Map<string, Found>>

/** A connector asks for more than it yields (what was never completed), and nobody forgets that: beyond it, what is nowhere goes. */
const READ_AT_MOST = 10_000

export interface KnownCompletions {
  /** For the connector: the records as last stored, each parsed when it is asked for. */
  records(keys: string[]): Promise<Map<string, SourceRecord>>
  /** For the pull: newest revision per key, without its record. */
  heads(keys: string[]): Promise<Map<string, CompletionHead>>
  /** For the pull: whole, of those that differ. */
  latest(keys: string[]): Promise<LatestCompletions>
  /** Completions were stored under these keys. */
  stored(keys: readonly string[]): void
  /** After a page was stored: what was read of these keys no longer holds. */
  forget(keys: readonly string[]): void
}

export function knownCompletions(
  store: Pick<CompletionStore, 'heads' | 'latest' | 'isEmpty'>,
  connectionId: string,
): KnownCompletions {
  /** For the connector. `null`: asked for, and there is none. */
  const read = new Map<string, Known | null>()
  /** For each read under way, the keys of which it may hold what was stored before. */
  const stale = new Set<Set<string>>()
  /** Of a connection that began empty only what this run stored has to be looked for: nobody else may store. */
  let own: Promise<KeyFilter | null> | undefined
  const ownKeys = () => {
    own ??= store.isEmpty(connectionId).then(isEmpty => (isEmpty ? keyFilter() : null))
    return own
  }

  async function lookUp<Found>(keys: string[], find: Find<Found>): Promise<Map<string, Found>> {
    const filter = keys.length > 0 ? await ownKeys() : null
    const possible = filter ? keys.filter(filter.mayHave) : keys
    return possible.length > 0 ? find(connectionId, possible) : new Map()
  }

  /** What was read for the connector is not read again. */
  async function through<Found>(keys: string[], find: Find<Found>): Promise<Map<string, Found | Known>> {
    const found = new Map<string, Found | Known>()
    const missing: string[] = []
    for (const key of keys) {
      const kept = read.get(key)
      if (kept === undefined) missing.push(key)
      else if (kept) found.set(key, kept)
    }
    for (const [key, each] of await lookUp(missing, find)) found.set(key, each)
    return found
  }

  /** Reads, and keeps what nobody stored anew meanwhile. */
  async function readAhead(keys: string[]): Promise<LatestCompletions> {
    const old = new Set<string>()
    stale.add(old)
    const found = await through(keys, store.latest<SourceRecord>).finally(() => stale.delete(old))
    for (const key of keys) if (!old.has(key)) read.set(key, found.get(key) ?? null)
    if (read.size > READ_AT_MOST) for (const [key, each] of read) if (!each) read.delete(key)
    return found
  }

  return {
    records: async keys => new LazyRecords(await readAhead(keys)),
    heads: keys => through(keys, store.heads),
    latest: keys => through(keys, store.latest<SourceRecord>),
    stored(keys) {
      void own?.then(filter => keys.forEach(key => void filter?.add(key)))
    },
    forget(keys) {
      for (const key of keys) {
        read.delete(key)
        for (const old of stale) old.add(key)
      }
    },
  }
}

/** Parses a record when it is asked for: most are only looked up to see that they are there. */
class LazyRecords extends Map<string, SourceRecord> {
  readonly #found: LatestCompletions

  constructor(found: LatestCompletions) {
    super()
    this.#found = found
  }
  override get size(): number {
    return this.#found.size
  }
  override has(key: string): boolean {
    return this.#found.has(key)
  }
  override get(key: string): SourceRecord | undefined {
    return this.#found.get(key)?.record
  }
  override keys(): MapIterator<string> {
    return this.#found.keys()
  }
  override *entries(): MapIterator<[string, SourceRecord]> {
    for (const [key, { record }] of this.#found) yield [key, record]
  }
  override *values(): MapIterator<SourceRecord> {
    for (const { record } of this.#found.values()) yield record
  }
  override [Symbol.iterator](): MapIterator<[string, SourceRecord]> {
    return this.entries()
  }
  override forEach(use: (record: SourceRecord, key: string, map: Map<string, SourceRecord>) => void): void {
    for (const [key, record] of this) use(record, key, this)
  }
}

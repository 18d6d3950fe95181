/** Completions that are stored already, read once per page whether the connector asks for them or the pull does. */
import type { SourceRecord } from '#connectors/contract'
import type { Completion, CompletionStore } from '#store/ports/sources'

export interface KnownCompletions {
  /** For the connector: the records as last stored. */
  records(keys: string[]): Promise<Map<string, SourceRecord>>
  /** For the pull: newest revision per key. */
  latest(keys: string[]): Promise<Map<string, Completion<SourceRecord>>>
  /** After a page was stored: what was read of these keys no longer holds. */
  forget(keys: readonly string[]): void
}

export function knownCompletions(store: CompletionStore, connectionId: string): KnownCompletions {
  /** `null`: asked for, and there is none. */
  const read = new Map<string, Completion<SourceRecord> | null>()
  let epoch = 0

  async function latest(keys: string[], keep: boolean): Promise<Map<string, Completion<SourceRecord>>> {
    const begun = epoch
    const found = new Map<string, Completion<SourceRecord>>()
    const missing: string[] = []
    for (const key of keys) {
      const kept = read.get(key)
      if (kept === undefined) missing.push(key)
      else if (kept) found.set(key, kept)
    }
    if (missing.length === 0) return found
    const fresh = await store.latest<SourceRecord>(connectionId, missing)
    for (const key of missing) {
      const completion = fresh.get(key)
      if (completion) found.set(key, completion)
      // A page that was stored while this was being read may have made it stale.
      if (keep && begun === epoch) read.set(key, completion ?? null)
    }
    return found
  }

  return {
    async records(keys) {
      const found = await latest(keys, true)
      return new Map([...found].map(([key, completion]) => [key, completion.record]))
    },
    latest: keys => latest(keys, false),
    forget(keys) {
      epoch += 1
      for (const key of keys) read.delete(key)
    },
  }
}

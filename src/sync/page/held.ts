/** Records in quarantine, looked for only where there are any: most pages of most sites have none. */
import type { Quarantined, QuarantineStore } from '#store/ports/quarantine'

export interface HeldRecords {
  /** Those of these keys that wait; resolved ones are left out. */
  open(keys: string[]): Promise<Map<string, Quarantined>>
  /** This run puts something into quarantine. */
  note(): void
}

/** Only the holder of the connection's lease writes to its quarantine, so one look at the start of a run is enough. */
export function heldRecords(store: QuarantineStore, connectionId: string): HeldRecords {
  let some: Promise<boolean> | undefined
  return {
    async open(keys) {
      some ??= store.list({ connectionId, limit: 1 }).then(items => items.length > 0)
      if (!(await some)) return new Map()
      const found = await store.byKeys(connectionId, keys)
      return new Map([...found].filter(([, item]) => !item.resolvedAt))
    },
    note() {
      some = Promise.resolve(true)
    },
  }
}

/** A record that could not become an entry, with its reason; fixed and replayed, never dropped. */
export interface Quarantined<R = unknown> {
  connectionId: string
  key: string
  hash: string
  /** e.g. `hours-missing`, `unknown-course`, `unknown-learner`. */
  reason: string
  /** Facts for the reason's text. */
  facts: Record<string, string>
  record: R
  /** As of a completion. */
  readFrom?: string
  firstSeenAt: string
  lastRunId: string
  /** Set when a replay turned it into an entry. */
  resolvedAt?: string
}

/** The place of a quarantined record in the list: `after` of the next page. */
export const quarantineCursor = (item: { connectionId: string; key: string }): string =>
  `${item.connectionId}|${item.key}`

export interface QuarantineStore {
  /** Upserts by (connection, key); unchanged ones cost no write. */
  put(items: Quarantined[]): Promise<void>
  byKeys<R>(connectionId: string, keys: string[]): Promise<Map<string, Quarantined<R>>>
  /** Open ones by connection and key. */
  list<R>(q: {
    connectionId?: string
    reason?: string
    after?: string
    limit: number
  }): Promise<Quarantined<R>[]>
  countByReason(connectionId?: string): Promise<Record<string, number>>
  resolve(connectionId: string, keys: string[], at: string): Promise<void>
}

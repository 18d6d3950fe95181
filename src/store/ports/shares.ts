import type { CalendarDate } from '#domain/kinds'

/** A read-only look at a book for a term (доступ к книжке по запросу, Тюмень п. 4.4). The link's code is kept hashed. */
export interface Share {
  id: string
  learnerId: string
  programmeId: string
  /** For whom, as typed: «ТОГИРРО, Иванова И. И.». */
  recipient: string
  /** Last day. */
  until: CalendarDate
  createdBy: { personId: string; name: string; role: string }
  createdAt: string
  revoked?: { at: string; personId: string; name: string }
  lastUsedAt?: string
  /** Visits: pages that are turned one after the other are one. */
  uses: number
}

export interface ShareStore {
  /** @returns `false`: one of this id is there */
  create(share: Share, codeHash: string): Promise<boolean>
  byId(id: string): Promise<Share | null>
  /** Newest first, at most `limit`. */
  ofBook(learnerId: string, programmeId: string, limit: number): Promise<Share[]>
  byCodeHash(codeHash: string): Promise<Share | null>
  /** Written each time; counted if nobody looked since `visitSince`. */
  noteUse(id: string, at: string, visitSince: string): Promise<void>
  /** The first revocation stays. */
  revoke(id: string, revoked: NonNullable<Share['revoked']>): Promise<Share | null>
}

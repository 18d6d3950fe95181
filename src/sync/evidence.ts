/** «Что прислала система»: the completion behind an entry, verbatim, with the hash that it was stored under. */
import type { SourceRecord } from '#connectors/record'
import type { Actor } from '#domain/access/actor'
import type { Entry, EntryOrigin } from '#domain/entries/entry'
import type { Stores } from '#store/ports/index'
import { contentHash } from './hash.ts'

export interface EvidenceDeps {
  stores: Pick<Stores, 'completions' | 'connections' | 'entries' | 'rawFiles'>
  /** The entry, if the actor may see it. @throws {NotFoundError} */
  seeEntry(actor: Actor, place: EntryPlace): Promise<Entry>
}

export interface EntryPlace {
  entryId: string
  /** Absent: the actor's own book. */
  learnerId?: string
  programmeId?: string
}

export interface SourceEvidence {
  /** Of the connection; its id once it was removed. */
  source: string
  /** The record that the entry was made of: its revision, when it came, SHA-256 of its canonical JSON. */
  revision: number
  at: string
  hash: string
  /** Whether the stored record still has this hash. */
  isIntact: boolean
  /** A newer revision came since. */
  newerRevision?: number
  record: SourceRecord
  /** The file or the answers that it was read from; without a name they are not kept (any more). */
  file?: { sha256: string; name?: string; runId?: string }
}

export interface Evidence {
  /** @returns `null` for an entry that no source sent @throws {NotFoundError} as the book itself */
  read(actor: Actor, place: EntryPlace): Promise<SourceEvidence | null>
}

/** Corrections of corrections; more is a fault of the data. */
const CHAIN_AT_MOST = 50

export function createEvidence({ stores, seeEntry }: EvidenceDeps): Evidence {
  return {
    async read(actor, place) {
      const origin = await firstOrigin(stores, await seeEntry(actor, place))
      if (origin?.type !== 'completion') return null
      const { connectionId, completionKey, revision } = origin
      const revisions = await stores.completions.revisions<SourceRecord>(connectionId, completionKey)
      const found = revisions.find(each => each.revision === revision)
      if (!found) return null
      const [connection, file] = await Promise.all([
        stores.connections.byId(connectionId),
        found.readFrom === undefined ? null : stores.rawFiles.nameOf(found.readFrom),
      ])
      const newest = Math.max(...revisions.map(each => each.revision))
      return {
        source: connection?.title ?? connectionId,
        ...{ revision, at: found.at, hash: found.hash, record: found.record },
        isIntact: contentHash(found.record) === found.hash,
        ...(newest > revision && { newerRevision: newest }),
        ...(found.readFrom !== undefined && { file: { sha256: found.readFrom, ...file } }),
      }
    },
  }
}

/** What the first entry of a chain of corrections came from. */
async function firstOrigin(
  { entries }: Pick<Stores, 'entries'>,
  entry: Entry,
): Promise<EntryOrigin | undefined> {
  let at: Entry | null = entry
  for (let n = 0; at && n < CHAIN_AT_MOST; n++) {
    if (at.origin.type !== 'correction') return at.origin
    at = await entries.byId(at.origin.of)
  }
  return undefined
}

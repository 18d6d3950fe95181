import type { Versioned } from '#domain/changes/changes'

/** A source system that is pulled: type, settings, and secrets encrypted at rest. */
export interface Connection extends Versioned {
  id: string
  /** Short unique name for commands, e.g. `moodle-tspu`. */
  name: string
  /** Words for people, e.g. «Moodle ТГПУ». */
  title: string
  type: string
  settings: Record<string, unknown>
  /** Encrypted (AES-256-GCM) JSON of the secrets; opened only by the composition root's `secretBox`. */
  sealedSecrets: string
  /** LTI issuer whose `sub` equals this source's user id (Moodle): identities join without e-mail. */
  platformIssuer?: string
  /** Deployments whose administrators see it. */
  deployments: string[]
  /** `draft`: being set up; `off`: nobody pulls it; absent: on. */
  state?: 'draft' | 'off'
  /** How far the setting up has come. */
  setup?: ConnectionSetup
  createdAt: string
}

export interface ConnectionSetup {
  /** ISO instant of the last check, and whether it found nothing that stands in the way. */
  checkedAt?: string
  isFine?: boolean
  /** ISO instant of the last preview. */
  previewedAt?: string
  /** A file that a person handed in and that was not imported yet. */
  upload?: { sha256: string; name: string; at: string }
}

/** What stands in the settings for a file that a person handed in. */
export const uploadPath = (sha256: string): string => `upload:${sha256}`

/** Whether the setting `file` names one. */
export const isUpload = (file: unknown): boolean => String(file).startsWith(uploadPath(''))

/** The right to run a connection: whoever holds the highest fence may write checkpoints. */
export interface Lease {
  connectionId: string
  fence: number
  owner: string
}

export type ConnectionChanges = Partial<
  Pick<Connection, 'title' | 'settings' | 'sealedSecrets' | 'platformIssuer' | 'setup' | keyof Versioned>
> & { state?: 'draft' | 'off' | null }

/** A connection as it was read: what is written over it holds only while it stands so. */
export type ReadConnection = Pick<Connection, 'id' | 'version'>

export interface ConnectionStore {
  /** @throws {ConflictError} if the name is taken */
  create(connection: Connection): Promise<void>
  byId(id: string): Promise<Connection | null>
  byName(name: string): Promise<Connection | null>
  all(): Promise<Connection[]>
  /** `false`: somebody changed it since it was read. */
  remove(read: ReadConnection): Promise<boolean>
  /**
   * Replaces what people set, and leaves the lease alone. `state: null` switches it on. `false`: somebody changed it since
   * it was read.
   */
  update(read: ReadConnection, changes: ConnectionChanges): Promise<boolean>
  /** One atomic update; `null` while somebody else's lease lives. The fence only grows. */
  acquireLease(id: string, owner: string, now: Date, ttlMs: number): Promise<Lease | null>
  /** `false` if the lease was lost to a higher fence. */
  renewLease(lease: Lease, now: Date, ttlMs: number): Promise<boolean>
  releaseLease(lease: Lease): Promise<void>
}

/** What somebody removed for good (удалённое): who and when, told to whoever comes with a form of it. */
import type { Connection } from './connections.ts'

interface RemovedBy {
  id: string
  by: string
  byName: string
  /** ISO instant. */
  at: string
}

/** What was set, without a secret, so that another like it can be made. */
export interface RemovedConnection extends RemovedBy {
  kind: 'connection'
  was: Pick<Connection, 'title' | 'type' | 'settings' | 'platformIssuer' | 'deployments'>
}

export interface RemovedOrganisation extends RemovedBy {
  kind: 'organisation'
}

export type Removal = RemovedConnection | RemovedOrganisation

export interface RemovalStore {
  /** Before the thing itself goes; of what was made again and removed again, the last one is kept. */
  note(removal: Removal): Promise<void>
  find<K extends Removal['kind']>(kind: K, id: string): Promise<Extract<Removal, { kind: K }> | null>
}

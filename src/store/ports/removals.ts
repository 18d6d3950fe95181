/** What somebody removed for good (удалённое): who and when, told to whoever comes with a form of it. */
import type { Meanwhile } from '#domain/changes/meanwhile'
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

interface RemovedSetting extends RemovedBy {
  kind: 'organisation' | 'regulation'
}

export type Removal = RemovedConnection | RemovedSetting

/** As whoever comes later is told. */
export const removedBy = ({ by, byName, at }: RemovedBy): Meanwhile => ({
  ...{ by, byName, at, action: 'removed' },
  differences: [],
})

export interface RemovalStore {
  /** Before the thing itself goes; of what was made again and removed again, the last one is kept. */
  note(removal: Removal): Promise<void>
  find(kind: 'connection', id: string): Promise<RemovedConnection | null>
  find(kind: Removal['kind'], id: string): Promise<Removal | null>
}

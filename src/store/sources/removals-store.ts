/** What was removed for good, one document each. */
import type { Connection } from 'mongoose'
import { maybeStored, putStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { Removal, RemovalStore } from '../ports/removals.ts'

const placeOf = (kind: Removal['kind'], id: string): string => `${kind}|${id}`

export function createRemovalsStore(connection: Connection): RemovalStore {
  const removals = modelOf(connection, 'Removal')
  return {
    note: removal => putStored(removals, { ...removal, id: placeOf(removal.kind, removal.id) }),
    async find(kind, id) {
      const found = maybeStored<Removal>(await removals.findById(placeOf(kind, id)).lean())
      return found && ({ ...found, id } as never)
    },
  }
}

/** What a pass saw, noted page by page, and only where absence will mean something. */
import type { AnyConnector } from '#connectors/contract'
import type { Run } from '#store/ports/runs'
import type { Pass, SightingStore } from '#store/ports/sightings'

export interface Sightings {
  pass: Pass
  /** A page was stored: what it showed is seen, and what of it was held is there again. */
  note(keys: readonly string[]): Promise<void>
}

/**
 * Whether a pass in this mode may tell by absence. That it did tell, its last page says: `snapshot.complete`. A pass that
 * only reads what is new, or leaves out what it may not see, never says so.
 */
export function tellsAbsence(
  { capabilities }: Pick<AnyConnector, 'capabilities'>,
  mode: Run['mode'],
): boolean {
  return capabilities.deletes === 'snapshot' && (mode === 'full' || capabilities.incremental === 'none')
}

const passOf = ({ id, pass, connectionId }: Run): Pass => ({ connectionId, pass: pass ?? id })

export async function openSightings(store: SightingStore, run: Run, isNoted: boolean): Promise<Sightings> {
  const pass = passOf(run)
  const { connectionId } = pass
  if (isNoted && run.cursor === null) await store.forget(connectionId, pass.pass)
  const isAnyHeld = await store.isAnyHeld(connectionId)
  return {
    pass,
    async note(keys) {
      if (isNoted) await store.note(pass, keys)
      if (isAnyHeld && keys.length > 0) await store.drop(connectionId, keys)
    },
  }
}

/** Сверка: what a pass showed against what is stored. Counts by indexes; nothing is read. */
import type { SnapshotFacts } from '#connectors/contract'
import type { Reconciliation, Run } from '#store/ports/runs'
import type { SyncStores } from '../page/page-context.ts'

/** @param snapshot what the source said of itself on the last page, if it did */
export async function reconcile(
  stores: Pick<SyncStores, 'completions' | 'entries' | 'quarantine'>,
  run: Run,
  snapshot: SnapshotFacts | undefined,
): Promise<Reconciliation> {
  const { connectionId } = run
  const isFull = run.mode === 'full' || snapshot !== undefined
  const [revisions, entries, quarantine] = await Promise.all([
    stores.completions.count(connectionId),
    stores.entries.countByStatus(connectionId),
    stores.quarantine.countByReason(connectionId),
  ])
  const completions = isFull ? await countKeys(stores, run, revisions) : undefined
  const source = { records: run.counts.pulled, ...(snapshot && { rows: snapshot.rows }) }
  const found = { source, ...(completions !== undefined && { completions }), revisions, entries, quarantine }
  return { ...found, differences: isWholePass(run) ? differencesOf(run, found, snapshot) : [] }
}

/** Where a run stored every revision that there is, its counts tell; else the keys are walked. */
async function countKeys(
  { completions }: Pick<SyncStores, 'completions'>,
  { connectionId, counts: { imported, changed } }: Run,
  revisions: number,
): Promise<number> {
  return revisions === imported ? imported - changed : completions.countKeys(connectionId)
}

/** The rest of a pass that another run began shows only a part of the source. */
const isWholePass = (run: Run): boolean => run.status === 'done' && run.pass === undefined

/**
 * - `rows-without-record`: rows of the source that came neither as a record nor as a fault;
 * - `completions-not-met`: stored completions that a full pass did not show (withdrawn, held, or out of its reach);
 * - `repeats`: records that came more than once;
 * - `quarantine-not-met`: what waits and was not shown any more.
 */
function differencesOf(
  { counts }: Run,
  found: Omit<Reconciliation, 'differences'>,
  snapshot: SnapshotFacts | undefined,
): Reconciliation['differences'] {
  const taken = counts.imported + counts.unchanged
  const completions = found.completions ?? taken
  const waiting = Object.values(found.quarantine).reduce((sum, n) => sum + n, 0)
  const all = [
    { code: 'rows-without-record', n: (snapshot?.rows ?? counts.pulled) - counts.pulled },
    { code: 'completions-not-met', n: completions - taken },
    { code: 'repeats', n: taken - completions },
    { code: 'quarantine-not-met', n: waiting - counts.quarantined },
  ]
  return all.filter(({ n }) => n > 0)
}

/** What storing pages needs for the length of a run. */
import { AppError } from '#domain/errors'
import type { Run } from '#store/ports/runs'
import type { SyncDeps } from '../contract.ts'
import type { OpenConnection } from '../open-connection.ts'
import type { RegulationLookup } from '../page/classify.ts'
import { heldRecords } from '../page/held.ts'
import { type KnownCompletions, knownCompletions } from '../page/known.ts'
import type { PageContext } from '../page/page-context.ts'

export type RunContext = Omit<PageContext, 'now' | 'isReplayed'>

export function runContext(
  deps: SyncDeps,
  { connection, settings, connector }: OpenConnection,
  runId: string,
  known: KnownCompletions = knownCompletions(deps.stores.completions, connection.id),
): RunContext {
  return {
    stores: deps.stores,
    connection,
    settings,
    ...(connector.beside && { beside: connector.beside }),
    regulation: remembered(deps.regulations ?? (() => undefined)),
    recompute: deps.recompute,
    runId,
    known,
    courses: new Map(),
    held: heldRecords(deps.stores.quarantine, connection.id),
    endedWell: endedWell(deps, connection.id, runId),
  }
}

/** One look per regulation and day; a programme whose regulation is gone must not stop everybody's pull. */
function remembered(lookup: RegulationLookup): RegulationLookup {
  const read = new Map<string, ReturnType<RegulationLookup>>()
  return (id, on) => {
    const key = `${on} ${id}`
    if (!read.has(key)) read.set(key, found(lookup, id, on))
    return read.get(key)
  }
}

function found(lookup: RegulationLookup, id: string, on: string): ReturnType<RegulationLookup> {
  try {
    return lookup(id, on)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return undefined
    throw error
  }
}

/**
 * Whether everything followed from what a run stored: it ended well itself, or a later pass did, which met its last page
 * again. One look per run; there are few among the records of a page, and the oldest looks are forgotten.
 */
function endedWell(
  { stores }: SyncDeps,
  connectionId: string,
  ownId: string,
): (runId: string) => Promise<boolean> {
  const read = new Map<string, boolean>()
  let lastPass: Promise<Run | null> | undefined
  return async runId => {
    if (runId === ownId) return false
    const kept = read.get(runId)
    if (kept !== undefined) return kept
    lastPass ??= stores.runs.lastPass(connectionId)
    const [run, pass] = await Promise.all([stores.runs.byId(runId), lastPass])
    const isWell = run?.status === 'done' || (pass !== null && (!run || run.startedAt < pass.startedAt))
    if (read.size >= 1_000) read.delete(read.keys().next().value as string)
    read.set(runId, isWell)
    return isWell
  }
}

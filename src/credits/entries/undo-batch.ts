/** Takes a bulk action back: a step more in each history, never one less. */
import type { Actor } from '#domain/access/actor'
import type { Entry, EntryChange } from '#domain/entries/entry'
import { applyTransition } from '#domain/entries/entry-machine'
import { ForbiddenError, NotFoundError } from '#domain/errors'
import { PARTICIPANTS, type Participant } from '#domain/regulations/data'
import { actAs, hasRole } from '../access.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { UndoExpiredError } from '../errors.ts'
import { loadRoles } from '../writing/roles.ts'
import { requireDecider } from '../writing/signers.ts'
import { decide, undoUntil } from './decide.ts'

/** Stands in the history of each entry that was taken back. */
const UNDO_REASON = 'Действие отменено'

/**
 * Entries that changed since are refused with `conflict`, those that a certificate used with `entry_consumed`.
 *
 * @throws {NotFoundError} if the actor sees no entry of it
 * @throws {ForbiddenError} if somebody else did it and the actor is no administrator
 * @throws {UndoExpiredError} after 15 minutes
 */
export function undoBatch(deps: CreditsDeps): Credits['undoBatch'] {
  return async (actor, { batchId }) => {
    const acting = hasRole(actor, ['administrator'])
      ? actAs(actor, 'curator', 'administrator')
      : await requireDecider(deps, actor)
    const entries = await visibleOf(deps, acting, batchId)
    const step = entries[0] && stepOf(entries[0], batchId)
    if (!step) throw new NotFoundError('no such action')
    requireDoer(acting, step)
    const now = deps.now()
    if (now.toISOString() > undoUntil(step.at)) {
      throw new UndoExpiredError('this can be undone no longer', { until: undoUntil(step.at) })
    }
    const at = now.toISOString()
    const result = await decide(deps, {
      actor: acting,
      signersOnly: false,
      isDone: entry => isTakenBack(entry, batchId),
      entryIds: entries.map(entry => entry.id),
      prepare: async () => entry =>
        entry.history.at(-1)?.batchId === batchId
          ? applyTransition(entry, 'revert', {
              actor: acting,
              ...roleOf(acting, step),
              at,
              reason: UNDO_REASON,
            })
          : { refused: 'conflict' },
    })
    return { batchId, ...result, undoUntil: undoUntil(step.at) }
  }
}

/** By a press before this one. */
const isTakenBack = ({ history }: Entry, batchId: string): boolean =>
  history.at(-1)?.action === 'revert' && history.at(-2)?.batchId === batchId

async function visibleOf(deps: CreditsDeps, actor: Actor, batchId: string): Promise<Entry[]> {
  const entries = await deps.stores.entries.byBatch(batchId)
  const roles = await loadRoles(deps, actor, entries)
  return entries.filter(roles.sees)
}

function stepOf(entry: Entry, batchId: string): EntryChange | undefined {
  return entry.history.find(change => change.batchId === batchId)
}

/** Whoever takes back what they did themselves does so in the role in which they did it. */
function roleOf({ personId }: Actor, step: EntryChange): { role?: Participant } {
  const role = PARTICIPANTS.find(each => each === step.byRole)
  return step.by === personId && role ? { role } : {}
}

function requireDoer(actor: Actor, step: EntryChange): void {
  if (step.by === actor.personId || actor.roles.includes('administrator')) return
  throw new ForbiddenError('whoever did it, or an administrator, undoes it', { roles: 'administrator' })
}

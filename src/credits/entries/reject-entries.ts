/** The curator rejects, with a reason that the learner reads. */
import { applyTransition, ReasonRequiredError } from '#domain/entry-machine'
import { actAs } from '../access.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { decide, undoUntil } from './decide.ts'

/** @throws {ReasonRequiredError} before anything is written */
export function rejectEntries(deps: CreditsDeps): Credits['rejectEntries'] {
  return async (actor, { entryIds, reason }) => {
    const curator = actAs(actor, 'curator')
    if (!reason.trim()) throw new ReasonRequiredError('a rejection needs a reason', { action: 'reject' })
    const batchId = deps.newId()
    const at = deps.now().toISOString()
    const result = await decide(deps, {
      actor: curator,
      entryIds,
      prepare: async () => entry =>
        entry.status === 'imported'
          ? applyTransition(entry, 'reject', { actor: curator, at, batchId, reason })
          : { refused: 'conflict' },
    })
    return { batchId, ...result, undoUntil: undoUntil(at) }
  }
}

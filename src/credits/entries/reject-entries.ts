/** Whoever signs rejects, with a reason that the learner reads. */
import { applyTransition, ReasonRequiredError } from '#domain/entry-machine'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { requireDecider } from '../writing/signers.ts'
import { decide, undoUntil } from './decide.ts'

/** @throws {ReasonRequiredError} before anything is written */
export function rejectEntries(deps: CreditsDeps): Credits['rejectEntries'] {
  return async (actor, { entryIds, reason }) => {
    const signer = await requireDecider(deps, actor)
    if (!reason.trim()) throw new ReasonRequiredError('a rejection needs a reason', { action: 'reject' })
    const batchId = deps.newId()
    const at = deps.now().toISOString()
    const result = await decide(deps, {
      actor: signer,
      entryIds,
      signersOnly: true,
      prepare: async () => (entry, acting) =>
        entry.status === 'imported'
          ? applyTransition(entry, 'reject', { ...acting, at, batchId, reason })
          : { refused: 'conflict' },
    })
    return { batchId, ...result, undoUntil: undoUntil(at) }
  }
}

/** Whoever signs rejects, with a reason that the learner reads. */
import { applyTransition, ReasonRequiredError } from '#domain/entries/entry-machine'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { requireDecider } from '../writing/signers.ts'
import { beginBatch } from './begin-batch.ts'
import { decide, undoUntil } from './decide.ts'

/** @throws {ReasonRequiredError} before anything is written */
export function rejectEntries(deps: CreditsDeps): Credits['rejectEntries'] {
  return async (actor, { entryIds, reason, key }) => {
    const signer = await requireDecider(deps, actor)
    if (!reason.trim()) throw new ReasonRequiredError('a rejection needs a reason', { action: 'reject' })
    const { batchId, at, isDone } = await beginBatch(deps, actor, key, ['reject', entryIds, reason])
    const result = await decide(deps, {
      actor: signer,
      entryIds,
      signersOnly: true,
      isDone,
      prepare: async () => (entry, acting) =>
        entry.status === 'imported'
          ? applyTransition(entry, 'reject', { ...acting, at, batchId, reason })
          : { refused: 'conflict' },
    })
    return { batchId, ...result, undoUntil: undoUntil(at) }
  }
}

/** Who has decided on an account that another was about to decide on. */

import type { Meanwhile } from '#domain/changes/meanwhile'
import { ConflictError } from '#domain/errors'
import type { MatchingDecision } from '#store/ports/decisions'
import type { MatchingDeps } from './contract.ts'

/** Latest decisions of a connection that are looked through. */
const LOOKED_AT = 200

/** @returns `null`: nobody decided on it lately, or it was undone */
export async function decidedMeanwhile(
  { stores }: MatchingDeps,
  connectionId: string,
  isMeant: (userId: string) => boolean,
): Promise<ConflictError | null> {
  const latest = await stores.decisions.latest({ connectionIds: [connectionId], limit: LOOKED_AT })
  const met = latest.find(({ userId, undoneAt }) => isMeant(userId) && undoneAt === undefined)
  return met ? new ConflictError('somebody decided on the account', {}, { meanwhile: decided(met) }) : null
}

const decided = ({ kind, by, byName, at }: MatchingDecision): Meanwhile => ({
  ...{ by, byName, at, action: kind, differences: [] },
})

/** A decision that somebody took back already. */
export const undoneMeanwhile = ({ undoneAt, undoneByName }: MatchingDecision): ConflictError =>
  new ConflictError(
    'it is undone already',
    {},
    {
      meanwhile:
        undoneAt && undoneByName
          ? { byName: undoneByName, at: undoneAt, action: 'revert', differences: [] }
          : undefined,
    },
  )

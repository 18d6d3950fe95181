/** An action that is sent twice is one: a second press of a button, a form that the browser sends again. */
import type { Actor } from '#domain/access/actor'
import type { Entry } from '#domain/entries/entry'
import type { CreditsDeps } from '../deps.ts'
import { sha256 } from '../sha256.ts'

export interface Begun {
  batchId: string
  /** ISO instant of its first time. */
  at: string
  /** Entries that it decided on already. */
  before: readonly Entry[]
  /** It was this action that decided on the entry last. */
  isDone(entry: Entry): boolean
}

/**
 * @param key of the form, or of a caller of the API; the same one by the same person for the same `what` names the same batch.
 *   Absent: every call is an action of its own
 */
export async function beginBatch(
  { stores, now, newId }: Pick<CreditsDeps, 'stores' | 'now' | 'newId'>,
  { personId }: Actor,
  key: string | undefined,
  what: readonly unknown[],
): Promise<Begun> {
  const batchId = key === undefined ? newId() : sha256(JSON.stringify([personId, key, ...what])).slice(0, 32)
  const before = key === undefined ? [] : await stores.entries.byBatch(batchId)
  const first = before[0]?.history.find(step => step.batchId === batchId)
  return {
    batchId,
    at: first?.at ?? now().toISOString(),
    before,
    isDone: ({ history }) => history.at(-1)?.batchId === batchId,
  }
}

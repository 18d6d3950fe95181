import type { SourceRecord } from '#connectors/record'
import { fact, type Refusal, refuse } from './refusal.ts'

/** Our own word for a state: a complete pass did not show the record any more. */
export const ABSENT = 'absent'

/** Our own word as well: the account was linked to the wrong person, and somebody undid it. */
export const UNLINKED = 'unlinked'

/**
 * Whether the record says that something was completed, or that an earlier completion no longer holds.
 * A mark that was taken back is news only about a completion that we know; otherwise the learner is just not there yet.
 *
 * @param known whether a completion under this key was stored before
 */
export function checkState(record: SourceRecord, known: boolean): 'completed' | 'withdrawn' | Refusal {
  if (record.state === 'completed' || record.state === 'passed') return 'completed'
  const state = fact(record.rawState || record.state)
  if (record.state === 'unknown') return refuse('unknown-state', { state })
  return known ? 'withdrawn' : refuse('not-completed', { state })
}

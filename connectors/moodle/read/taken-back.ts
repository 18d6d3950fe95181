/** Marks that Moodle takes back: what is stored as complete, and Moodle now says that it is not. */
import type { SourceRecord } from '../../record.ts'

/** A course or an activity that a learner has not completed; mostly they never had. */
export interface Undone {
  key: string
  /** @param when the time that is stored */
  build(when: SourceRecord['when']): SourceRecord
}

/** Only what is stored is news. An enrolment that is over says nothing: its courses are not listed at all. */
export const takenBack = (
  undone: readonly Undone[],
  known: ReadonlyMap<string, SourceRecord>,
): SourceRecord[] =>
  undone.flatMap(({ key, build }) => {
    const stored = known.get(key)
    return stored ? [build(stored.when)] : []
  })

/** An entry and its document. */
import type { Entry } from '#domain/entry'
import type { EntryDoc } from '../schemas/entry.schema.ts'

export function toEntryDoc({ id, ...entry }: Entry): EntryDoc {
  return { _id: id, ...entry, steps: entry.history.length }
}

export function readEntry({ _id, slot: _, slotless: __, steps: ___, history, ...rest }: EntryDoc): Entry {
  return { id: _id, ...rest, history: history.map(({ write: _, ...change }) => change) }
}

/** By code units, as MongoDB compares the ASCII that ids and instants are made of. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** One module once per learner and programme, unless its kind repeats. */
export function slotKey({
  learnerId,
  programmeId,
  moduleId,
}: Pick<Entry, 'learnerId' | 'programmeId' | 'moduleId'>): string {
  return JSON.stringify([learnerId, programmeId, moduleId])
}

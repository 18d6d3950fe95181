/** An entry and its document. */
import type { Entry } from '#domain/entries/entry'
import { titleStems } from '#domain/names/title-words'
import type { EntryDoc } from '../schemas/entry.schema.ts'

export function toEntryDoc({ id, ...entry }: Entry): EntryDoc {
  const stems = isClaimed(entry) ? titleStems(entry.title) : []
  return { _id: id, ...entry, steps: entry.history.length, ...(stems.length > 0 && { titleStems: stems }) }
}

/** By a person, on paper or in a correction: it may be of no module, and then only its own title tells of it. */
const isClaimed = ({ origin }: Pick<Entry, 'origin'>): boolean => origin.type !== 'completion'

export function readEntry(doc: EntryDoc): Entry {
  const { _id, slot: _, slotless: __, steps: ___, titleStems: ____, history, ...rest } = doc
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

/**
 * A correction: a new entry that waits for confirmation, and the old one superseded by it.
 *
 * The new entry is written first, under an id made of the old one's, so that a crash or a second curator between the two
 * writes leaves nothing lost and nothing twice: asked again, the same correction goes on where it stopped.
 */
import type { Actor } from '#domain/actor'
import { isCalendarDate } from '#domain/calendar'
import type { Entry } from '#domain/entry'
import { applyTransition, importedChange, TransitionError } from '#domain/entry-machine'
import { ConflictError, InvalidInputError } from '#domain/errors'
import { actAs } from '../access.ts'
import { todayOf } from '../books/load-books.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { findEntry, writeStep } from './find-entry.ts'

type Correction = Parameters<Credits['correctEntry']>[1]

/**
 * @throws {InvalidInputError} if nothing changes, or a value does not hold
 * @throws {ConflictError} if the entry was changed meanwhile, or another correction of it waits
 */
export function correctEntry(deps: CreditsDeps): Credits['correctEntry'] {
  return async (actor, input) => {
    const curator = actAs(actor, 'curator')
    const found = await findEntry(deps, curator, input.entryId)
    requireChange(found.entry, input, todayOf(deps))
    const at = deps.now().toISOString()
    const id = await idOfCorrection(deps, found.entry, input)
    const superseded = applyTransition(found.entry, 'supersede', {
      actor: curator,
      at,
      reason: input.reason,
      supersededBy: id,
    })
    await deps.stores.entries.insertNew([correctedEntry(found.entry, input, { id, actor: curator, at })])
    const corrected = await deps.stores.entries.byId(id)
    if (!corrected || !says(corrected, found.entry, input)) throw waitingAlready(found.entry)
    await writeStep(deps, found, superseded)
    return corrected
  }
}

function correctedEntry(
  entry: Entry,
  { hours, date, document, reason }: Correction,
  { id, actor, at }: { id: string; actor: Actor; at: string },
): Entry {
  const { supersededBy: _, consumedBy: __, differs: ___, ...kept } = entry
  return {
    ...kept,
    id,
    ...(hours !== undefined && { hours }),
    ...(date !== undefined && { date }),
    ...(document !== undefined && { document }),
    status: 'imported',
    origin: { type: 'correction', of: entry.id },
    history: [importedChange({ actor, at, reason })],
    createdAt: at,
  }
}

/** The first id that is free, or whose entry waits with the same content: what a crash left of this correction. */
async function idOfCorrection(deps: CreditsDeps, entry: Entry, input: Correction): Promise<string> {
  if (entry.status === 'superseded')
    throw new TransitionError('a newer entry replaced it', { status: entry.status })
  for (let n = 1; ; n++) {
    const id = `${entry.id}-c${n}`
    const there = await deps.stores.entries.byId(id)
    if (!there || (there.status === 'imported' && says(there, entry, input))) return id
    if (there.status === 'imported') throw waitingAlready(entry)
  }
}

function waitingAlready(entry: Entry): ConflictError {
  return new ConflictError('another correction of this entry waits for a decision', { entryId: entry.id })
}

/** Whether an entry is what this correction makes of the old one. */
function says(there: Entry, entry: Entry, { hours, date, document }: Correction): boolean {
  return (
    there.hours === (hours ?? entry.hours) &&
    there.date === (date ?? entry.date) &&
    there.document === (document ?? entry.document)
  )
}

function requireChange(entry: Entry, input: Correction, today: string): void {
  if (says(entry, entry, input)) throw new InvalidInputError('the correction changes nothing')
  const { date } = input
  if (date !== undefined && (!isCalendarDate(date) || date > today)) {
    throw new InvalidInputError('not a date on which something happened', [
      { path: 'date', message: 'a calendar date YYYY-MM-DD, not in the future' },
    ])
  }
}

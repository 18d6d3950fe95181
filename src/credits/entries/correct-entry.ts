/**
 * A correction: a new entry that waits for confirmation, and the old one superseded by it.
 *
 * The new entry is written first, under an id made of the old one's, so that a crash or a second curator between the two
 * writes leaves nothing lost and nothing twice: asked again, the same correction goes on where it stopped.
 */
import type { Actor } from '#domain/access/actor'
import { lastStep } from '#domain/changes/meanwhile'
import type { Entry } from '#domain/entries/entry'
import { applyTransition, importedChange, TransitionError } from '#domain/entries/entry-machine'
import { MOST_HOURS } from '#domain/entries/paper-claim'
import { AppError, ConflictError, InvalidInputError } from '#domain/errors'
import { isCalendarDate } from '#domain/time/calendar'
import { todayOf } from '../books/load-books.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { type Acting, actInRole } from '../writing/seen-book.ts'
import { type FoundEntry, findEntry, writeStep } from './find-entry.ts'
import { metBy } from './met.ts'
import { awaitsHours } from './self-education.ts'

type Correction = Parameters<Credits['correctEntry']>[1]

/**
 * Sent twice by the same person, it answers as the first time.
 *
 * @throws {InvalidInputError} if nothing changes, or a value does not hold
 * @throws {ConflictError} if the entry was changed meanwhile, or another correction of it waits
 */
export function correctEntry(deps: CreditsDeps): Credits['correctEntry'] {
  const correct = correctNow(deps)
  return (actor, input) =>
    correct(actor, input).catch(async (error: unknown) => {
      const isMet = error instanceof AppError && error.status === 409
      const made = isMet ? await madeBefore(deps, actor, input) : null
      if (made) return made
      throw error
    })
}

function correctNow(deps: CreditsDeps): Credits['correctEntry'] {
  return async (actor, input) => {
    const found = await findEntry(deps, actor, input.entryId)
    const acting = actOnHours(deps, actor, found, input)
    requireChange(found, input, { today: todayOf(deps), setsHours: acting !== found.acting })
    const at = deps.now().toISOString()
    const id = await idOfCorrection(deps, found.entry, input)
    const superseded = applyTransition(found.entry, 'supersede', {
      ...acting,
      at,
      reason: input.reason,
      supersededBy: id,
    })
    await deps.stores.entries.insertNew([correctedEntry(found.entry, input, { id, acting, at })])
    const corrected = await deps.stores.entries.byId(id)
    if (!corrected || !says(corrected, found.entry, input)) throw waitingAlready(found.entry, corrected)
    await writeStep(deps, found, superseded)
    return corrected
  }
}

/** What this correction came to when the same person sent it before. */
async function madeBefore(
  { stores: { entries } }: CreditsDeps,
  { personId }: Actor,
  input: Correction,
): Promise<Entry | null> {
  const entry = await entries.byId(input.entryId)
  const newer = entry?.supersededBy ? await entries.byId(entry.supersededBy) : null
  const first = newer?.history[0]
  const isSame = first?.by === personId && first.reason === input.reason
  return entry && newer && isSame && says(newer, entry, input) ? newer : null
}

function correctedEntry(
  entry: Entry,
  { hours, date, document, moduleId, papers, reason }: Correction,
  { id, acting, at }: { id: string; acting: Acting; at: string },
): Entry {
  const { supersededBy: _, consumedBy: __, differs: ___, remindedAt: ____, ...kept } = entry
  return {
    ...kept,
    id,
    ...(hours !== undefined && { hours }),
    ...(date !== undefined && { date }),
    ...(document !== undefined && { document }),
    ...(moduleId !== undefined && { moduleId }),
    ...(papers !== undefined && entry.selfEducation && { papers }),
    status: 'imported',
    origin: { type: 'correction', of: entry.id, ...sourceOf(entry) },
    history: [importedChange({ ...acting, at, reason })],
    createdAt: at,
  }
}

/** A correction stays in the queue of the source that it came from. */
function sourceOf({ origin }: Entry): { connectionId?: string } {
  const connectionId = 'connectionId' in origin ? origin.connectionId : undefined
  return connectionId === undefined ? {} : { connectionId }
}

/** The first id that is free, or whose entry waits with the same content: what a crash left of this correction. */
async function idOfCorrection(deps: CreditsDeps, entry: Entry, input: Correction): Promise<string> {
  if (entry.status === 'superseded') throw await replaced(deps, entry)
  for (let n = 1; ; n++) {
    const id = `${entry.id}-c${n}`
    const there = await deps.stores.entries.byId(id)
    if (!there || (there.status === 'imported' && says(there, entry, input))) return id
    if (there.status === 'imported') throw waitingAlready(entry, there)
  }
}

async function replaced(deps: CreditsDeps, entry: Entry): Promise<TransitionError> {
  const newer = entry.supersededBy ? await deps.stores.entries.byId(entry.supersededBy) : null
  const meanwhile = newer ? metBy(entry, newer) : lastStep(entry.history)
  return new TransitionError('a newer entry replaced it', { status: entry.status }, { meanwhile })
}

function waitingAlready(entry: Entry, newer: Entry | null): ConflictError {
  const meanwhile = newer ? metBy(entry, newer) : undefined
  return new ConflictError(
    'another correction of this entry waits for a decision',
    { entryId: entry.id },
    { meanwhile },
  )
}

/** Whether an entry is what this correction makes of the old one. */
function says(there: Entry, entry: Entry, { hours, date, document, moduleId, papers }: Correction): boolean {
  return (
    there.hours === (hours ?? entry.hours) &&
    there.date === (date ?? entry.date) &&
    there.document === (document ?? entry.document) &&
    there.moduleId === (moduleId ?? entry.moduleId) &&
    samePapers(there.papers, papers ?? entry.papers)
  )
}

const samePapers = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
  [...a].sort().join() === [...b].sort().join()

/** Hours of self-education are set by those whom the regulation names, also if they are those that were claimed. */
function actOnHours(deps: CreditsDeps, actor: Actor, found: FoundEntry, { hours }: Correction): Acting {
  const { entry, programme, roles, acting } = found
  const { selfEducation } = deps.regulations.inForce(programme.regulation, entry.date)
  const awaits = awaitsHours(deps, entry, new Map([[programme.id, programme]]))
  if (hours === undefined || !selfEducation || !awaits || entry.learnerId === actor.personId) return acting
  return { ...actInRole(acting.actor, roles, selfEducation.hoursSetBy) }
}

function requireChange(
  { entry, programme }: FoundEntry,
  input: Correction,
  { today, setsHours }: { today: string; setsHours: boolean },
): void {
  if (!setsHours && says(entry, entry, input)) throw new InvalidInputError('the correction changes nothing')
  const { date, moduleId, hours } = input
  if (hours !== undefined && hours > MOST_HOURS)
    throw new InvalidInputError('no event has so many hours', [{ path: 'hours', message: '1000 at most' }])
  if (date !== undefined && (!isCalendarDate(date) || date > today)) {
    throw new InvalidInputError('not a date on which something happened', [
      { path: 'date', message: 'a calendar date YYYY-MM-DD, not in the future' },
    ])
  }
  if (moduleId !== undefined && !programme.modules.some(({ id }) => id === moduleId)) {
    throw new InvalidInputError('no such module', [
      { path: 'moduleId', message: 'the programme has no such module' },
    ])
  }
}

/** Decisions on many entries at once: each judged for itself, refused ones named with a code, nothing skipped in silence. */
import type { Actor } from '#domain/access/actor'
import { lastStep } from '#domain/changes/meanwhile'
import type { Entry } from '#domain/entries/entry'
import { UNDO_MINUTES } from '#domain/entries/entry-machine'
import { AppError } from '#domain/errors'
import { sumHours } from '#domain/hours'
import type { EntryStatus } from '#domain/kinds'
import { isRepeatable } from '#domain/regulations/regulation'
import type { StoredProgramme } from '#store/ports/people'
import { recompute } from '../books/recompute.ts'
import type { BatchResult } from '../contract.ts'
import { minutesAfter } from '../dates.ts'
import type { CreditsDeps } from '../deps.ts'
import { type BookRoles, loadRoles } from '../writing/roles.ts'
import type { Acting } from '../writing/seen-book.ts'
import { actAsSigner } from '../writing/signers.ts'

/** Entries judged and written at a time. */
export const CHUNK = 500

/**
 * Judges one entry. @param acting in which role the actor decides on this one
 * @returns its next state (itself: nothing is left to do), or the code with which it is refused; an `AppError` thrown is its code too
 */
export type Judge = (entry: Entry, acting: Acting) => Entry | { refused: string }

export interface Decision {
  actor: Actor
  entryIds: readonly string[]
  /** Only those who sign in the book decide; else whoever sees the entry. */
  signersOnly: boolean
  /** Of an action that was sent before: what it decided then is done, not refused. */
  isDone?(entry: Entry): boolean
  /** The judge of a chunk, once what it needs was read. */
  prepare(entries: Entry[], programmes: Map<string, StoredProgramme>): Promise<Judge>
}

type Refused = BatchResult['refused'][number]
type Outcome = { entry: Entry; code: 'done' } | Refused

/** Decides chunk by chunk; a later chunk sees what an earlier one wrote. */
export async function decide(
  deps: CreditsDeps,
  decision: Decision,
): Promise<Omit<BatchResult, 'batchId' | 'undoUntil'>> {
  const ids = [...new Set(decision.entryIds)]
  const outcomes: Outcome[] = []
  for (let i = 0; i < ids.length; i += CHUNK) {
    outcomes.push(...(await decideChunk(deps, decision, ids.slice(i, i + CHUNK))))
  }
  const done = outcomes.flatMap(outcome => ('entry' in outcome ? [outcome.entry] : []))
  await recompute(deps)(done)
  return {
    done: done.map(entry => entry.id),
    hours: sumHours(done.map(entry => entry.hours)),
    refused: outcomes.flatMap(outcome => ('entryId' in outcome ? [outcome] : [])),
  }
}

async function decideChunk(deps: CreditsDeps, decision: Decision, ids: string[]): Promise<Outcome[]> {
  const found = await deps.stores.entries.byIds(ids)
  const roles = await loadRoles(deps, decision.actor, found)
  const visible = new Map(found.filter(roles.sees).map(entry => [entry.id, entry]))
  const judge = await decision.prepare([...visible.values()], roles.programmes)
  const actingOn = (entry: Entry) => actingOf(decision, roles, entry)
  const isDone = (entry: Entry) => decision.isDone?.(entry) === true
  const judgeNew: Judge = (entry, acting) => (isDone(entry) ? entry : judge(entry, acting))
  const judged = ids.map(id => judgeOne(id, visible.get(id), actingOn, judgeNew))
  return write(deps, judged, { programmes: roles.programmes, isDone })
}

/** Own entries are left to the state machine, which refuses them all. @throws {NotSignerError} */
function actingOf({ actor, signersOnly }: Decision, roles: BookRoles, entry: Entry): Acting {
  if (!signersOnly || entry.learnerId === actor.personId) return { actor }
  return actAsSigner(actor, roles, entry)
}

type Judged = { entry: Entry; next: Entry } | Refused

function judgeOne(
  entryId: string,
  entry: Entry | undefined,
  actingOn: (entry: Entry) => Acting,
  judge: Judge,
): Judged {
  if (!entry) return { entryId, code: 'not_found' }
  try {
    const next = judge(entry, actingOn(entry))
    return 'refused' in next ? refusedAs(next.refused, entry) : { entry, next }
  } catch (error) {
    if (error instanceof AppError) return refusedAs(error.code, entry)
    throw error
  }
}

/** Codes of an entry that is no longer as it was seen: who changed it, and when, is told with them. */
const CHANGED: readonly string[] = ['conflict', 'entry_transition_refused']

/** @param entry as it stands now */
export function refusedAs(code: string, entry: Entry): Refused {
  const meanwhile = CHANGED.includes(code) ? lastStep(entry.history) : undefined
  return { entryId: entry.id, code, ...(meanwhile && { meanwhile }) }
}

async function write(
  deps: CreditsDeps,
  judged: Judged[],
  { programmes, isDone }: { programmes: Map<string, StoredProgramme>; isDone(entry: Entry): boolean },
): Promise<Outcome[]> {
  const accepted = judged.flatMap(each => ('next' in each && each.next !== each.entry ? [each] : []))
  const codes = await deps.stores.entries.transition(
    accepted.map(({ entry, next }) =>
      changeOf(deps, entry.status, next, programmes.get(entry.programmeId) as StoredProgramme),
    ),
  )
  const codeOf = new Map(accepted.map(({ entry }, i) => [entry.id, codes[i] ?? 'conflict']))
  const now = await asTheyStand(
    deps,
    [...codeOf].flatMap(([id, code]) => (code === 'done' ? [] : [id])),
  )
  return judged.map(each => {
    if ('entryId' in each) return each
    const code = each.next === each.entry ? 'done' : (codeOf.get(each.entry.id) ?? 'conflict')
    if (code === 'done') return { entry: each.next, code }
    const stands = now.get(each.entry.id) ?? each.entry
    return isDone(stands) ? { entry: stands, code: 'done' } : refusedAs(code, stands)
  })
}

async function asTheyStand({ stores }: CreditsDeps, ids: string[]): Promise<Map<string, Entry>> {
  const found = ids.length > 0 ? await stores.entries.byIds(ids) : []
  return new Map(found.map(entry => [entry.id, entry]))
}

/** A transition as the store takes it; whether the module repeats is decided by the regulation of the entry's date. */
export function changeOf(deps: CreditsDeps, from: EntryStatus, next: Entry, programme: StoredProgramme) {
  const regulation = deps.regulations.inForce(programme.regulation, next.date)
  const module = programme.modules.find(each => each.id === next.moduleId)
  return { next, from, repeatable: isRepeatable(regulation, module ?? { kind: next.kind }) }
}

export function undoUntil(at: Date | string): string {
  return minutesAfter(at, UNDO_MINUTES).toISOString()
}

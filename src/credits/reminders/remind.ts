/** A step in the history of an entry that waits: once in the usual time, however often and from wherever it is pressed. */
import type { Actor } from '#domain/access/actor'
import type { Entry } from '#domain/entries/entry'
import { applyTransition } from '#domain/entries/entry-machine'
import { type Wait, waitOf } from '#domain/entries/reminder'
import { ConflictError, ForbiddenError, NotFoundError } from '#domain/errors'
import { localDate } from '#domain/time/local-date'
import { todayOf } from '../books/load-books.ts'
import type { CreditsDeps } from '../deps.ts'
import { loadRoles } from '../writing/roles.ts'
import type { Reminded, Reminders } from './contract.ts'
import { ReminderEarlyError } from './errors.ts'
import { answerDays } from './usual.ts'

/** Each round somebody else wrote into the entry. */
const ROUNDS = 5

export function createReminders(deps: CreditsDeps): Reminders {
  const { stores, timeZone } = deps
  const dateOf = (instant: string) => localDate(new Date(instant), timeZone)

  /** One try; `null`: somebody was faster, so look again. */
  async function tryOnce(actor: Actor, entryId: string): Promise<Reminded | null> {
    const { entry, days } = await ownEntry(deps, actor, entryId)
    const asOf = { days, today: todayOf(deps), dateOf }
    const wait = waitOf(entry, asOf)
    const at = deps.now().toISOString()
    // refused where it waits no more
    const next = applyTransition(entry, 'remind', { actor, role: 'learner', at })
    if (wait && !wait.mayRemind) return already(entry, wait)
    const [outcome] = await stores.entries.transition([{ next, from: 'imported', repeatable: true }])
    const now = waitOf(next, asOf)
    return outcome === 'done' && now ? { entry: next, wait: now, isNew: true } : null
  }

  return {
    async remind(actor, { entryId }) {
      for (let round = 0; round < ROUNDS; round++) {
        const reminded = await tryOnce(actor, entryId)
        if (reminded) return reminded
      }
      throw new ConflictError('the entry changes all the time', { entryId })
    },
  }
}

/** @throws {ReminderEarlyError} if nobody was reminded yet */
function already(entry: Entry, wait: Wait): Reminded {
  if (wait.remindedOn !== undefined) return { entry, wait, isNew: false }
  throw new ReminderEarlyError('the usual time is not over yet', { from: wait.remindFrom })
}

async function ownEntry(
  deps: CreditsDeps,
  actor: Actor,
  entryId: string,
): Promise<{ entry: Entry; days: number }> {
  const entry = await deps.stores.entries.byId(entryId)
  const roles = entry && (await loadRoles(deps, actor, [entry]))
  const programme = entry && roles?.programmes.get(entry.programmeId)
  if (!entry || !programme || !roles?.sees(entry)) throw new NotFoundError('no such entry')
  if (entry.learnerId !== actor.personId)
    throw new ForbiddenError('only the learner reminds', { roles: 'learner' })
  return { entry, days: await answerDays(deps, programme) }
}

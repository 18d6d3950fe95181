/** Reminding the curator (напоминание куратору) of an entry that waits longer than usual. */
import type { Actor } from '#domain/access/actor'
import type { Entry } from '#domain/entries/entry'
import type { Wait } from '#domain/entries/reminder'

export interface Reminded {
  entry: Entry
  /** As it waits now: when the curator was reminded, when that may be done once more. */
  wait: Wait
  /** `false`: they had been reminded already, less than the usual time ago. */
  isNew: boolean
}

export interface Reminders {
  /**
   * By the learner alone, once in the time that an answer usually takes; the history keeps it, the queue and a letter tell it.
   *
   * @throws {NotFoundError} @throws {ForbiddenError} for somebody who sees the book of another
   * @throws {TransitionError} if it waits no more @throws {ReminderEarlyError} before the usual time is over
   */
  remind(actor: Actor, q: { entryId: string }): Promise<Reminded>
}

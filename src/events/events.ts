/** The outbox as jobs, pages and commands use it. Streams run across deployments: only who sees all of them may look. */
import type { Actor } from '#domain/access/actor'
import { demandOperator } from '#domain/access/rights'
import { NotFoundError } from '#domain/errors'
import type { DeadLetter, Delivery } from '#store/ports/outbox'
import type { EventsDeps } from './deps.ts'
import { deriveAll, derivePlaces, deriveTouched } from './derive.ts'
import { type DispatchCounts, dispatch } from './dispatch.ts'

export interface Events {
  /** Marks books whose events have to be looked for soon. */
  touch(books: readonly { learnerId: string; programmeId: string }[]): Promise<void>
  /** Events of marked books and of newcomers to courses. @returns how many were new */
  derive(): Promise<number>
  /** Events of all books: what nobody marked. @returns how many were new */
  sweep(): Promise<number>
  /** Delivers what is due, then ends; after `signal`, with the event under way. */
  dispatch(signal?: AbortSignal): Promise<DispatchCounts>
  /** Streams that a subscriber has not heard to their end, with the last failure. */
  waiting(actor: Actor, q: { subscriber: string; limit: number }): Promise<Delivery[]>
  deadLetters(actor: Actor, q: { subscriber?: string; after?: string; limit: number }): Promise<DeadLetter[]>
  /** The dead letter is tried again with the next dispatch. @throws {NotFoundError} */
  replay(actor: Actor, id: string): Promise<void>
}

export function createEvents(deps: EventsDeps): Events {
  const { outbox } = deps.stores
  return {
    touch: books => outbox.touch(books, deps.now()),
    derive: async () => (await derivePlaces(deps)) + (await deriveTouched(deps)),
    sweep: () => deriveAll(deps),
    dispatch: signal => dispatch(deps, signal),
    async waiting(actor, { subscriber, limit }) {
      demandOperator(actor)
      return outbox.waiting(subscriber, limit)
    },
    async deadLetters(actor, q) {
      demandOperator(actor)
      return outbox.deadLetters(q)
    },
    async replay(actor, id) {
      demandOperator(actor)
      if (!(await outbox.askReplay(id))) throw new NotFoundError('no such dead letter')
    },
  }
}

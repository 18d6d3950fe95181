/** Grades that the outbox gave up (недоставленные оценки): kept for a person, who may have them tried again. */
import type { Actor } from '#domain/access/actor'
import { NotFoundError } from '#domain/errors'
import type { ServiceGrant } from '#store/ports/grants'
import type { DeadLetter } from '#store/ports/outbox'
import { ltiKey } from '#store/ports/people'
import { grantInScope } from './course-grades.ts'
import type { GradesDeps } from './deps.ts'

/** One learner whose grades did not arrive. */
export interface Undelivered {
  id: string
  /** Code of the last failure. */
  code: string
  attempts: number
  /** ISO instant since when nobody tries. */
  at: string
  /** Somebody has asked for another try. */
  isAsked: boolean
  person: { id: string; familyName: string; givenName: string }
}

type Deps = Pick<GradesDeps, 'stores'>

const MOST = 200

/** Learners of a course whose grades were given up. @throws {NotFoundError} if the course is out of scope */
export async function listUndelivered(
  deps: Deps,
  actor: Actor,
  q: { id: string; subscriber: string },
): Promise<Undelivered[]> {
  const grant = await grantInScope(deps, actor, q.id)
  const letters = await deps.stores.outbox.deadLetters({ subscriber: q.subscriber, limit: MOST })
  const people = await peopleOfCourse(deps, grant, letters)
  return letters.flatMap(letter => {
    const person = people.get(letter.stream)
    return person ? [toUndelivered(letter, person)] : []
  })
}

/** Asks for another try of all of them. @returns how many */
export async function replayUndelivered(
  deps: Deps,
  actor: Actor,
  q: { id: string; subscriber: string },
): Promise<number> {
  const letters = await listUndelivered(deps, actor, q)
  for (const { id } of letters) {
    if (!(await deps.stores.outbox.askReplay(id))) throw new NotFoundError('no such dead letter')
  }
  return letters.length
}

/** A dead letter is about a learner in all courses; here those count who have a place in this one. */
async function peopleOfCourse(
  { stores }: Deps,
  grant: ServiceGrant,
  letters: readonly DeadLetter[],
): Promise<Map<string, Undelivered['person']>> {
  const people = await stores.people.byIds([...new Set(letters.map(({ stream }) => stream))])
  const places = await stores.places.ofGrant(grant.id)
  const here = new Set(places.map(({ issuer, sub }) => ltiKey(issuer, sub)))
  const found = [...people.values()].filter(({ identities }) => identities.some(({ key }) => here.has(key)))
  return new Map(found.map(({ id, familyName, givenName }) => [id, { id, familyName, givenName }]))
}

const toUndelivered = (
  { id, code, attempts, at, replay }: DeadLetter,
  person: Undelivered['person'],
): Undelivered => ({ id, code, attempts, at, isAsked: replay, person })

/**
 * Hand-over (передача дел) when somebody leaves: their appointments end the day before, the same begin for another. Whoever
 * holds the role has its open steps and learners, so these go over with it; signatures of before stay as they are.
 */
import { type Appointment, contains, dayBefore, holdingKey, isInForce } from '#domain/access/appointment'
import { definedOnly } from '#domain/defined'
import { ConflictError, InvalidInputError } from '#domain/errors'
import { isCalendarDate, laterOf } from '#domain/time/calendar'
import { localDate } from '#domain/time/local-date'
import type { HandOver } from '#store/ports/appointments'
import { sha256 } from '../sha256.ts'
import type { Appointments, HandOverInput } from './contract.ts'
import type { AppointmentsDeps } from './deps.ts'
import { type AdministratorScope, governs, reachablePerson, scopeOf } from './scope.ts'
import { appointmentViews } from './views.ts'

/** Latest hand-overs that are looked through. */
const LOOKED_AT = 200

export function previewHandOver(deps: AppointmentsDeps): Appointments['previewHandOver'] {
  return async (actor, input) => {
    const scope = await scopeOf(deps.stores, actor)
    const moving = await movingOf(deps, scope, input)
    return {
      appointments: await appointmentViews(deps.stores, moving, localDate(deps.now(), deps.timeZone)),
    }
  }
}

export function handOver(deps: AppointmentsDeps): Appointments['handOver'] {
  const { stores } = deps

  return async (actor, input) => {
    const scope = await scopeOf(stores, actor)
    const moving = await movingOf(deps, scope, input)
    if (moving.length === 0) throw await handedOverMeanwhile(deps, input)
    const held = await stores.appointments.byPerson(input.toPersonId)
    const record: HandOver = definedOnly({
      id: deps.newId(),
      ...{ fromPersonId: input.fromPersonId, toPersonId: input.toPersonId, on: input.on },
      ...{ by: actor.personId, byName: actor.name, at: deps.now().toISOString() },
      comment: input.comment?.trim() || undefined,
      appointments: moving.map(old => ({ ended: old.id, begun: successorOf(old, held, input) })),
    })
    await stores.appointments.addHandOver(record)
    const begunOf = new Map(record.appointments.map(({ ended, begun }) => [ended, begun]))
    for (const old of moving) await moveOne(deps, old, { record, id: begunOf.get(old.id) ?? '' })
    return record
  }
}

/** Nothing is left to hand over: whoever did it, if it was lately. */
async function handedOverMeanwhile(
  { stores }: AppointmentsDeps,
  { fromPersonId }: HandOverInput,
): Promise<ConflictError> {
  const latest = await stores.appointments.handOvers(LOOKED_AT)
  const met = latest.find(each => each.fromPersonId === fromPersonId)
  const meanwhile = met && {
    by: met.by,
    byName: met.byName,
    at: met.at,
    action: 'handed-over',
    differences: [],
  }
  return new ConflictError('there is nothing to hand over on that day', {}, { meanwhile })
}

/** First the new one, then the end of the old: a role is never without its holder in between. */
async function moveOne(
  { stores }: AppointmentsDeps,
  old: Appointment,
  { record, id }: { record: HandOver; id: string },
): Promise<void> {
  const { by, byName, at, comment, id: handOverId, on } = record
  const change = { action: 'handed-over' as const, by, byName, at, handOverId }
  const history = [{ ...change, ...(comment && { reason: comment }) }]
  // one that the person holds anyway stays as it is
  await stores.appointments.create({
    ...old,
    ...{ id, personId: record.toPersonId, from: laterOf(on, old.from), history, createdAt: at },
  })
  await stores.appointments.end(old.id, dayBefore(on), { ...change, ...(comment && { reason: comment }) })
}

/** The same hand-over again makes the same appointments; who holds the very role in that time is not given it twice. */
function successorOf(
  old: Appointment,
  held: readonly Appointment[],
  { toPersonId, on }: HandOverInput,
): string {
  const term = { ...old, from: laterOf(on, old.from) }
  const there = held.find(each => holdingKey(each) === holdingKey(old) && contains(each, term))
  return there?.id ?? sha256(`${old.id}|${toPersonId}`).slice(0, 32)
}

/** In force on that day or to begin later, within the scope. @throws {InvalidInputError} @throws {NotFoundError} */
async function movingOf({ stores }: AppointmentsDeps, scope: AdministratorScope, input: HandOverInput) {
  const { fromPersonId, toPersonId, on } = input
  const issues = [
    ...(isCalendarDate(on) ? [] : [{ path: 'on', message: 'a calendar date YYYY-MM-DD' }]),
    ...(fromPersonId === toPersonId ? [{ path: 'toPersonId', message: 'must be somebody else' }] : []),
  ]
  if (issues.length > 0) throw new InvalidInputError('the hand-over does not hold', issues)
  await Promise.all([fromPersonId, toPersonId].map(id => reachablePerson(stores, scope, id)))
  const all = await stores.appointments.byPerson(fromPersonId)
  return all.filter(each => governs(scope, each.programmeIds) && (isInForce(each, on) || each.from > on))
}

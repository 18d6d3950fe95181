import { type Appointment, isInForce } from '#domain/access/appointment'
import { localDate } from '#domain/time/local-date'
import { appoint } from './appoint.ts'
import type { Appointments } from './contract.ts'
import type { AppointmentsDeps } from './deps.ts'
import { end } from './end.ts'
import { handOver, previewHandOver } from './hand-over.ts'
import { invite } from './invite.ts'
import { type AdministratorScope, reachablePeople, scopeOf, sees } from './scope.ts'
import { appointmentViews, foundOf, nameOf } from './views.ts'

const PAGE = 50
const MOST_ROWS = 200
const MOST_FOUND = 20
/** Typed before anybody is looked for: fewer letters would list everybody. */
const LEAST_LETTERS = 2

export function createAppointments(deps: AppointmentsDeps): Appointments {
  return {
    roles: roles(deps),
    list: list(deps),
    find: find(deps),
    invite: invite(deps),
    appoint: appoint(deps),
    end: end(deps),
    previewHandOver: previewHandOver(deps),
    handOver: handOver(deps),
    handOvers: handOvers(deps),
  }
}

function roles({ stores, now, timeZone }: AppointmentsDeps): Appointments['roles'] {
  return async ({ personId }) => {
    const today = localDate(now(), timeZone)
    const held = (await stores.appointments.byPerson(personId)).filter(each => isInForce(each, today))
    return [...new Set(held.map(({ role }) => role))]
  }
}

function list(deps: AppointmentsDeps): Appointments['list'] {
  const { stores } = deps
  return async (actor, { personId, name, ended = false, after, limit = PAGE } = {}) => {
    const scope = await scopeOf(stores, actor)
    const size = Math.min(Math.max(limit, 1), MOST_ROWS)
    const ids = personId === undefined ? name && (await namedPeople(deps, scope, name)) : [personId]
    const found = ids
      ? await ofPeople(deps, scope, ids)
      : await stores.appointments.list({
          ...(scope.programmeIds && { programmeIds: scope.programmeIds }),
          ...(after !== undefined && { after }),
          limit: size,
        })
    const views = await appointmentViews(stores, found, localDate(deps.now(), deps.timeZone))
    const today = localDate(deps.now(), deps.timeZone)
    const rows = ended ? views : views.filter(each => each.until === undefined || each.until >= today)
    const next = !ids && found.length === size ? (found.at(-1)?.id ?? null) : null
    return { rows, next }
  }
}

async function namedPeople(
  { stores }: AppointmentsDeps,
  scope: AdministratorScope,
  name: string,
): Promise<string[]> {
  const people = await reachablePeople(stores, scope, await stores.people.search(name, MOST_FOUND))
  return people.map(({ id }) => id)
}

async function ofPeople(
  { stores }: AppointmentsDeps,
  scope: AdministratorScope,
  ids: readonly string[],
): Promise<Appointment[]> {
  const all = await Promise.all(ids.map(id => stores.appointments.byPerson(id)))
  return all.flat().filter(each => sees(scope, each))
}

const collator = new Intl.Collator('ru')

function find({ stores }: AppointmentsDeps): Appointments['find'] {
  return async (actor, prefix, most = MOST_FOUND) => {
    const scope = await scopeOf(stores, actor)
    if (prefix.trim().length < LEAST_LETTERS) return []
    const people = await reachablePeople(stores, scope, await stores.people.search(prefix, most))
    const named = new Map(people.map(person => [person.id, person]))
    return people.map(({ id }) => foundOf(named, id)).sort((a, b) => collator.compare(a.name, b.name))
  }
}

/** Those of people whom the scope reaches. */
function handOvers({ stores }: AppointmentsDeps): Appointments['handOvers'] {
  return async (actor, limit = PAGE) => {
    const scope = await scopeOf(stores, actor)
    const records = await stores.appointments.handOvers(Math.min(limit, MOST_ROWS))
    const people = await stores.people.byIds([
      ...new Set(records.flatMap(each => [each.fromPersonId, each.toPersonId])),
    ])
    const reached = await reachablePeople(stores, scope, [...people.values()])
    const seen = new Set(reached.map(({ id }) => id))
    return records
      .filter(each => seen.has(each.fromPersonId) && seen.has(each.toPersonId))
      .map(each => ({
        ...each,
        fromName: nameOf(people, each.fromPersonId),
        toName: nameOf(people, each.toPersonId),
      }))
  }
}

import type { Actor } from '#domain/access/actor'
import { type Appointment, holdingKey, overlap } from '#domain/access/appointment'
import { differencesOf } from '#domain/changes/meanwhile'
import { definedOnly } from '#domain/defined'
import { NotFoundError } from '#domain/errors'
import { localDate } from '#domain/time/local-date'
import { sha256 } from '../sha256.ts'
import { requireAppointment } from './check.ts'
import type { AppointInput, Appointments, AppointmentView } from './contract.ts'
import type { AppointmentsDeps } from './deps.ts'
import { HeldAlreadyError } from './errors.ts'
import { type AdministratorScope, governs, reachablePerson, scopeOf } from './scope.ts'
import { appointmentViews } from './views.ts'

export function appoint(deps: AppointmentsDeps): Appointments['appoint'] {
  const { stores } = deps

  return async (actor, input) => {
    const scope = await scopeOf(stores, actor)
    requireAppointment(input)
    await requireScope(deps, scope, input)
    const wanted = tidy(input)
    const held = await hold(deps, actor, wanted)
    if (!isSaid(held.appointment, wanted)) throw heldAlready(held.appointment, wanted)
    const today = localDate(deps.now(), deps.timeZone)
    const [view] = await appointmentViews(stores, [held.appointment], today)
    return { ...(view as AppointmentView), isNew: held.isNew }
  }
}

type Wanted = ReturnType<typeof tidy>

/** What the person holds already in that time, or a new one: one, however many say it at once. */
async function hold(
  deps: AppointmentsDeps,
  actor: Actor,
  wanted: Wanted,
): Promise<{ appointment: Appointment; isNew: boolean }> {
  const { appointments } = deps.stores
  const alike = (await appointments.byPerson(wanted.personId)).filter(
    each => holdingKey(each) === holdingKey(wanted),
  )
  const there = alike.find(each => overlap(each, wanted))
  if (there) return { appointment: there, isNew: false }
  const made = build(deps, actor, wanted, alike.length)
  await appointments.create(made)
  const kept = (await appointments.byId(made.id)) ?? made
  return { appointment: kept, isNew: kept.createdAt === made.createdAt && isSaid(kept, made) }
}

/** The next of its kind that the person holds: two that are made at once have one id. */
function build(deps: AppointmentsDeps, actor: Actor, wanted: Wanted, earlier: number): Appointment {
  const at = deps.now().toISOString()
  return {
    id: sha256(JSON.stringify([wanted.personId, holdingKey(wanted), earlier])).slice(0, 32),
    ...wanted,
    history: [{ action: 'appointed', by: actor.personId, byName: actor.name, at }],
    createdAt: at,
  }
}

type Said = Pick<Appointment, 'from' | 'until' | 'basis'>

const said = ({ from, until, basis }: Said) => ({ from, until, basis })
const isSaid = (there: Said, wanted: Said): boolean => differencesOf(said(there), said(wanted)).length === 0

function heldAlready(there: Appointment, wanted: Wanted): HeldAlreadyError {
  const [made] = there.history
  const differences = differencesOf(said(wanted), said(there))
  const meanwhile = made && {
    action: made.action,
    by: made.by,
    byName: made.byName,
    at: made.at,
    differences,
  }
  const { id, from, until = '' } = there
  return new HeldAlreadyError('the role is held already', { id, from, until }, { meanwhile })
}

/** @throws {NotFoundError} for a person, learner or programme that the administrator does not reach */
async function requireScope(
  { stores }: AppointmentsDeps,
  scope: AdministratorScope,
  { personId, programmeIds, learnerIds = [] }: AppointInput,
): Promise<void> {
  if (!governs(scope, programmeIds?.length ? programmeIds : undefined))
    throw new NotFoundError('no such programme')
  await Promise.all([personId, ...learnerIds].map(id => reachablePerson(stores, scope, id)))
  const known = await stores.programmes.byIds([...(programmeIds ?? [])])
  if ((programmeIds ?? []).some(id => !known.has(id))) throw new NotFoundError('no such programme')
}

/** Empty lists narrow nothing and are left out. */
function tidy({ programmeIds, organisations, learnerIds, basis, ...input }: AppointInput) {
  const named = (organisations ?? []).map(name => name.trim()).filter(Boolean)
  return definedOnly({
    personId: input.personId,
    role: input.role,
    from: input.from,
    until: input.until,
    deputy: input.deputy || undefined,
    basis: basis?.trim() || undefined,
    programmeIds: programmeIds?.length ? programmeIds : undefined,
    organisations: named.length > 0 ? named : undefined,
    learnerIds: learnerIds?.length ? learnerIds : undefined,
  })
}

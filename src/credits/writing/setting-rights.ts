/** Who decides on writing and signing: an administrator of the programme, and for its own schools a municipality by appointment. */
import type { Actor } from '#domain/access/actor'
import { type Appointment, covers, isInForce } from '#domain/access/appointment'
import { ForbiddenError, NotFoundError } from '#domain/errors'
import { isMunicipal } from '#domain/writing'
import type { StoredProgramme } from '#store/ports/people'
import { actAs, hasRole, reachableProgramme } from '../access.ts'
import { todayOf } from '../books/load-books.ts'
import type { CreditsDeps } from '../deps.ts'
import { knownMunicipalities, type Municipality } from '../municipalities.ts'

export interface SettingAt {
  programme: StoredProgramme
  /** Absent: the programme's own setting. */
  municipality?: Municipality
  /** In which role the actor decides. */
  byRole: 'administrator' | 'municipality'
}

/** The appointments by which the actor decides for municipalities today. */
export async function municipalAppointments(deps: CreditsDeps, { personId }: Actor): Promise<Appointment[]> {
  const today = todayOf(deps)
  const held = await deps.stores.appointments.byPerson(personId)
  return held.filter(each => each.role === 'municipality' && isInForce(each, today))
}

/** One that names organisations is for the municipality only if it names that one; one for some learners is for none. */
export const decidesFor = (
  held: readonly Appointment[],
  programmeId: string,
  { title }: Municipality,
): boolean => held.some(each => covers(each, { programmeId, organisation: title }))

export const leavesToMunicipalities = (deps: CreditsDeps, { regulation }: StoredProgramme): boolean =>
  isMunicipal(deps.regulations.inForce(regulation, todayOf(deps)))

/**
 * @throws {ForbiddenError} for who neither administers nor decides for any municipality
 * @throws {NotFoundError} for a programme or a municipality that is not theirs to decide for
 */
export async function settingAt(
  deps: CreditsDeps,
  actor: Actor,
  { programmeId, municipality: id }: { programmeId: string; municipality?: string | undefined },
): Promise<SettingAt> {
  if (id === undefined) {
    const programme = await reachableProgramme(deps.stores, actAs(actor, 'administrator'), programmeId)
    return { programme, byRole: 'administrator' }
  }
  const [programme, municipality, held] = await Promise.all([
    deps.stores.programmes.byId(programmeId),
    find(deps, id),
    municipalAppointments(deps, actor),
  ])
  if (held.length === 0 && !hasRole(actor, ['administrator']))
    throw new ForbiddenError('a municipality decides', { roles: 'administrator, municipality' })
  if (!programme || !municipality || !leavesToMunicipalities(deps, programme))
    throw new NotFoundError('no such setting')
  if (decidesFor(held, programmeId, municipality)) return { programme, municipality, byRole: 'municipality' }
  if (!hasRole(actor, ['administrator'])) throw new NotFoundError('no such setting')
  await reachableProgramme(deps.stores, actAs(actor, 'administrator'), programmeId)
  return { programme, municipality, byRole: 'administrator' }
}

const find = async ({ stores }: CreditsDeps, id: string) =>
  (await knownMunicipalities(stores)).find(each => each.id === id)

/** Schools and municipalities, and what was recorded of each. Administrators only; a change is seen by the next report. */
import type { Actor } from '#domain/access/actor'
import { changedSince, versionOf, withChange } from '#domain/changes/changes'
import { differencesOf } from '#domain/changes/meanwhile'
import { definedOnly } from '#domain/defined'
import { ConflictError, InvalidInputError, NotFoundError, RemovedError } from '#domain/errors'
import { type Organisation, organisationKey } from '#domain/reports/organisation'
import { isCalendarDate } from '#domain/time/calendar'
import { removedBy } from '#store/ports/removals'
import { actAs } from '../access.ts'
import type { Reports } from './contract.ts'
import type { ReportDeps } from './deps.ts'

const LONGEST_TITLE = 300
const MOST_RECOMMENDATIONS = 1000

type Deps = Pick<ReportDeps, 'stores' | 'now'>

/** Said of a title by which another organisation goes already. */
const TAKEN = 'taken'

export function listOrganisations({ stores }: Deps): Reports['listOrganisations'] {
  return async actor => {
    actAs(actor, 'administrator')
    return stores.organisations.all()
  }
}

export function saveOrganisation(deps: Deps): Reports['saveOrganisation'] {
  return async (actor, { title, level, municipality, marks, seen }) => {
    actAs(actor, 'administrator')
    const id = organisationKey(title)
    const faults = [
      ...(id === '' || title.length > LONGEST_TITLE
        ? [{ path: 'title', message: 'a title of 1 to 300 signs' }]
        : []),
      ...Object.entries(marks)
        .filter(([, on]) => !isCalendarDate(on))
        .map(([path]) => ({ path, message: 'not a calendar date' })),
    ]
    if (faults.length > 0) throw new InvalidInputError('not an organisation', faults)
    const kept = await deps.stores.organisations.byId(id)
    const named = municipality?.trim() === '' ? undefined : municipality?.trim()
    const organisation: Organisation = {
      id,
      level,
      title: title.trim(),
      marks,
      visits: kept?.visits ?? [],
      ...definedOnly({ municipality: level === 'school' ? named : undefined }),
    }
    if (!seen && kept && isOnlyMade(kept, actor, organisation)) return kept
    if (kept && kept.id !== seen?.id)
      throw new InvalidInputError('it is there already', [{ path: 'title', message: TAKEN }])
    if (seen) await findSeen(deps, seen.id, seen.version)
    return write(deps, actor, kept, organisation, 'corrected')
  }
}

/** The form of a new one came twice: it is there as it was sent. */
function isOnlyMade(kept: Organisation, { personId }: Actor, sent: Organisation): boolean {
  return (
    kept.changes?.at(-1)?.by === personId && differencesOf(said(kept) ?? {}, said(sent) ?? {}).length === 0
  )
}

export function addVisit(deps: Deps): Reports['addVisit'] {
  return async (actor, { organisationId, visit, version }) => {
    actAs(actor, 'administrator')
    const { on, recommendations } = visit
    if (!isCalendarDate(on))
      throw new InvalidInputError('no such day', [{ path: 'on', message: 'not a calendar date' }])
    if (!Number.isInteger(recommendations) || recommendations < 0 || recommendations > MOST_RECOMMENDATIONS) {
      throw new InvalidInputError('not a number', [{ path: 'recommendations', message: '0 to 1000' }])
    }
    const kept = await findSeen(deps, organisationId, version)
    return write(deps, actor, kept, { ...kept, visits: [...kept.visits, visit] }, 'visit')
  }
}

export function removeOrganisation(deps: Deps): Reports['removeOrganisation'] {
  return async (actor, { organisationId, version }) => {
    actAs(actor, 'administrator')
    const kept = await findSeen(deps, organisationId, version)
    const { personId: by, name: byName } = actor
    const at = deps.now().toISOString()
    await deps.stores.removals.note({ kind: 'organisation', id: organisationId, by, byName, at })
    if (!(await deps.stores.organisations.remove(kept))) await findSeen(deps, organisationId, version)
  }
}

async function findSeen({ stores }: Deps, id: string, version: number): Promise<Organisation> {
  const kept = await stores.organisations.byId(id)
  if (!kept) throw await whyGone(stores, id)
  requireSeen(kept, version)
  return kept
}

async function whyGone({ removals }: Deps['stores'], id: string): Promise<NotFoundError | RemovedError> {
  const removed = await removals.find('organisation', id)
  if (!removed) return new NotFoundError('no such organisation')
  return new RemovedError('the organisation was removed', {}, { meanwhile: removedBy(removed) })
}

function requireSeen(now: Organisation, seen: number): void {
  if (versionOf(now) === seen) return
  throw new ConflictError(
    'the organisation was changed meanwhile',
    { organisation: now.id },
    { meanwhile: changedSince(now, seen) },
  )
}

/** @param read `null`: there was none */
async function write(
  deps: Deps,
  actor: Actor,
  read: Organisation | null,
  next: Organisation,
  action: string,
): Promise<Organisation> {
  const what = {
    action,
    at: deps.now().toISOString(),
    differences: differencesOf(said(read) ?? {}, said(next) ?? {}),
  }
  const kept = { ...next, ...withChange(read ?? { version: 0 }, actor, what) }
  if (await deps.stores.organisations.replace(kept, read)) return kept
  return findSeen(deps, next.id, read ? versionOf(read) : 0)
}

const said = (organisation: Organisation | null) =>
  organisation && {
    ...{ title: organisation.title, level: organisation.level, municipality: organisation.municipality },
    ...organisation.marks,
    visits: organisation.visits.map(({ on, recommendations }) => `${on}: ${recommendations}`),
  }

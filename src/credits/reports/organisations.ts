/** Schools and municipalities, and what was recorded of each. Administrators only; a change is seen by the next report. */
import { isCalendarDate } from '#domain/calendar'
import { definedOnly } from '#domain/defined'
import { InvalidInputError, NotFoundError } from '#domain/errors'
import { type Organisation, organisationKey } from '#domain/reports/organisation'
import { actAs } from '../access.ts'
import type { Reports } from './contract.ts'
import type { ReportDeps } from './deps.ts'

const LONGEST_TITLE = 300
const MOST_RECOMMENDATIONS = 1000

type Deps = Pick<ReportDeps, 'stores'>

export function listOrganisations({ stores }: Deps): Reports['listOrganisations'] {
  return async actor => {
    actAs(actor, 'administrator')
    return stores.organisations.all()
  }
}

export function saveOrganisation({ stores }: Deps): Reports['saveOrganisation'] {
  return async (actor, { title, level, municipality, marks }) => {
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
    const kept = await stores.organisations.byId(id)
    const named = municipality?.trim() === '' ? undefined : municipality?.trim()
    const organisation: Organisation = {
      id,
      level,
      title: title.trim(),
      marks,
      visits: kept?.visits ?? [],
      ...definedOnly({ municipality: level === 'school' ? named : undefined }),
    }
    await stores.organisations.save([organisation])
    return organisation
  }
}

export function addVisit({ stores }: Deps): Reports['addVisit'] {
  return async (actor, { organisationId, visit }) => {
    actAs(actor, 'administrator')
    const { on, recommendations } = visit
    if (!isCalendarDate(on))
      throw new InvalidInputError('no such day', [{ path: 'on', message: 'not a calendar date' }])
    if (!Number.isInteger(recommendations) || recommendations < 0 || recommendations > MOST_RECOMMENDATIONS) {
      throw new InvalidInputError('not a number', [{ path: 'recommendations', message: '0 to 1000' }])
    }
    const kept = await stores.organisations.byId(organisationId)
    if (!kept) throw new NotFoundError('no such organisation')
    const changed = { ...kept, visits: [...kept.visits, visit] }
    await stores.organisations.save([changed])
    return changed
  }
}

export function removeOrganisation({ stores }: Deps): Reports['removeOrganisation'] {
  return async (actor, organisationId) => {
    actAs(actor, 'administrator')
    await stores.organisations.remove(organisationId)
  }
}

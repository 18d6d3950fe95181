import { actAs, reachableProgramme } from '../access.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'

/** Former versions, newest first. @throws {NotFoundError} for a programme out of scope */
export function programmeVersions(deps: CreditsDeps): Credits['programmeVersions'] {
  const { programmes } = deps.stores
  return async (actor, { programmeId }) => {
    const administrator = actAs(actor, 'administrator', 'system')
    const { version = 1 } = await reachableProgramme(deps.stores, administrator, programmeId)
    const kept = await programmes.versions(programmeId)
    return kept.filter(each => (each.version ?? 1) < version)
  }
}

/** What the federal register asks of a programme: area, group, form, funding. */
import { type FederalProgramme, PROGRAMME_FIELDS } from '#domain/federal/fields'
import type { FederalProgrammeRecord } from '#store/ports/federal'
import { actAs, reachableProgramme } from '../access.ts'
import { saveOver } from '../save-over.ts'
import type { FederalRegister } from './contract.ts'
import type { FederalDeps } from './deps.ts'

export function saveProgrammeData(deps: FederalDeps): FederalRegister['saveProgrammeData'] {
  return async (actor, { programmeId, data, seen }) => {
    const acting = actAs(actor, 'issuer', 'administrator')
    await reachableProgramme(deps.stores, acting, programmeId)
    const kept: FederalProgramme = Object.fromEntries(
      PROGRAMME_FIELDS.flatMap(field => (data[field]?.trim() ? [[field, data[field].trim()]] : [])),
    )
    const record = {
      ...kept,
      id: programmeId,
      savedAt: deps.now().toISOString(),
      savedBy: acting.personId,
    }
    const { federal } = deps.stores
    const saving = {
      read: async () => (await federal.programmes([programmeId])).get(programmeId) ?? null,
      replace: federal.replaceProgramme,
      said: (of: FederalProgramme) => Object.fromEntries(PROGRAMME_FIELDS.map(field => [field, of[field]])),
    }
    return saveOver<FederalProgrammeRecord>(saving, record, { actor: acting, at: record.savedAt, seen })
  }
}

export function readProgrammeData(deps: FederalDeps): FederalRegister['readProgrammeData'] {
  return async (actor, programmeId) => {
    await reachableProgramme(deps.stores, actAs(actor, 'issuer', 'administrator'), programmeId)
    return (await deps.stores.federal.programmes([programmeId])).get(programmeId) ?? null
  }
}

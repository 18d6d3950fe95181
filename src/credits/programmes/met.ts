/** What another administrator made of a programme since somebody opened it. */

import { type Difference, differencesOf, type Meanwhile } from '#domain/changes/meanwhile'
import { ConflictError } from '#domain/errors'
import { formatHours } from '#domain/hours'
import type { StoredModule, StoredProgramme } from '#store/ports/people'
import type { CreditsDeps } from '../deps.ts'

/** @param seen version that the actor began with */
export async function changedMeanwhile(
  { stores }: Pick<CreditsDeps, 'stores'>,
  id: string,
  seen: number,
): Promise<ConflictError> {
  const now = await stores.programmes.byId(id)
  const then = (await stores.programmes.versions(id)).find(({ version = 1 }) => version === seen)
  const meanwhile = now?.changed && metAs(then ?? now, now, now.changed)
  return new ConflictError('the programme was changed meanwhile', { programme: id }, { meanwhile })
}

function metAs(
  then: StoredProgramme,
  now: StoredProgramme,
  { by, byName, at }: { by: string; byName: string; at: string },
): Meanwhile {
  const differences = [...differencesOf(said(then), said(now)), ...modulesOf(then, now)]
  return { by, byName, at, differences, version: now.version ?? 1 }
}

const said = ({ title, provider, issuer, contexts }: StoredProgramme) => ({
  ...{ title, provider, issuer: issuer.name, city: issuer.city },
  ...{ signatory: issuer.signatory, secretary: issuer.secretary, contexts },
})

/** A module that is new, gone, or says something else. */
function modulesOf(then: StoredProgramme, now: StoredProgramme): Difference[] {
  const byId = (modules: readonly StoredModule[]) =>
    Object.fromEntries(modules.map(module => [module.id, `${module.title}, ${formatHours(module.hours)}`]))
  return differencesOf(byId(then.modules), byId(now.modules)).map(({ was, now }) => ({
    ...{ field: 'module', was, now },
  }))
}

/** Programmes are kept by administrators, each within the deployments that their roles reach. */
import { recomputeProgrammes } from '../books/recompute.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { checkProgramme } from './check-programme.ts'
import { changedMeanwhile } from './met.ts'

/** Creates, or makes the next version; the former one is kept. @throws what `checkProgramme` throws */
export function saveProgramme(deps: CreditsDeps): Credits['saveProgramme'] {
  return async (actor, input) => {
    const { there, next } = await checkProgramme(deps, actor, input)
    if (!(await deps.stores.programmes.replace(next, there)))
      throw await changedMeanwhile(deps, next.id, there?.version ?? 1)
    if (there) await recomputeProgrammes(deps, [next.id])
    return next
  }
}

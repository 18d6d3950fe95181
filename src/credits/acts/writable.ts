/** For which programmes somebody may write acts. */
import type { Actor } from '#domain/access/actor'
import { ForbiddenError, NotFoundError } from '#domain/errors'
import { writingOf } from '#domain/writing'
import type { StoredProgramme } from '#store/ports/people'
import { todayOf } from '../books/load-books.ts'
import type { CreditsDeps } from '../deps.ts'
import { dutiesOf } from '../writing/duties.ts'

/** Programmes that the actor curates, or was appointed for. @throws {ForbiddenError} if there is none */
export async function writable(deps: CreditsDeps, actor: Actor): Promise<StoredProgramme[]> {
  const { programmes: all } = await dutiesOf(deps, actor, ['curator'])
  const open = await opensToOthers(deps, all)
  const found = all.filter(open)
  if (found.length === 0) throw new ForbiddenError('a curator writes acts', { roles: 'curator, head' })
  return found
}

/** Whether anybody but the learner writes there, by the programme's setting or by what some municipality decided. */
async function opensToOthers(deps: CreditsDeps, programmes: readonly StoredProgramme[]) {
  const decisions = await deps.stores.municipalWriting.ofProgrammes(programmes.map(({ id }) => id))
  return (programme: StoredProgramme): boolean => {
    const regulation = deps.regulations.inForce(programme.regulation, todayOf(deps))
    const decided = decisions.filter(({ programmeId }) => programmeId === programme.id)
    return [undefined, ...decided].some(each =>
      writingOf(regulation, programme, each).enter.some(role => role !== 'learner'),
    )
  }
}

/** @throws {NotFoundError} if the actor may not write for it */
export async function writableOne(deps: CreditsDeps, actor: Actor, { programmeId }: { programmeId: string }) {
  const found = (await writable(deps, actor)).find(({ id }) => id === programmeId)
  if (!found) throw new NotFoundError('no such programme')
  return found
}

/** A course of a source is a module of a programme because a person says so. */
import type { SourceRecord } from '#connectors/record'
import { ConflictError, NotFoundError } from '#domain/errors'
import { nextVersion, type StoredModule, type StoredProgramme } from '#store/ports/people'
import type { Matching, MatchingDeps } from './contract.ts'
import { replayNow } from './replay-now.ts'
import { demandConnection, programmesOf } from './rights.ts'
import { waitingKeys } from './waiting.ts'

export function mapCourse(deps: MatchingDeps): Matching['mapCourse'] {
  return async (actor, { connectionId, courseId, programmeId, moduleId }) => {
    await demandConnection(deps, actor, connectionId)
    const programme = (await programmesOf(deps, actor)).find(each => each.id === programmeId)
    const module = programme?.modules.find(each => each.id === moduleId)
    if (!programme || !module) throw new NotFoundError('no such module')
    const source = { connectionId, courseId }
    const taken = programme.modules.find(each => isSame(each.source, source))
    if ((module.source && !isSame(module.source, source)) || (taken && taken.id !== moduleId))
      throw new ConflictError('the module lives in another course, or the course is another module of it')
    const modules = programme.modules.map(each => (each.id === moduleId ? { ...each, source } : each))
    const version = nextVersion({ ...programme, modules }, programme, actor, deps.now().toISOString())
    if (!(await deps.stores.programmes.replace(version, programme)))
      throw changedMeanwhile(await deps.stores.programmes.byId(programmeId))
    const isMeant = (record: SourceRecord): boolean => record.item.courseId === courseId
    return replayNow(deps, connectionId, await waitingKeys(deps, connectionId, 'unknown-course', isMeant))
  }
}

function changedMeanwhile(now: StoredProgramme | null): ConflictError {
  const meanwhile = now?.changed && { byName: now.changed.byName, at: now.changed.at, differences: [] }
  return new ConflictError('the programme was changed meanwhile', {}, { meanwhile })
}

const isSame = (a: StoredModule['source'], b: NonNullable<StoredModule['source']>): boolean =>
  a?.connectionId === b.connectionId && a.courseId === b.courseId

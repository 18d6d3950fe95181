/** A course of a source is a module of a programme because a person says so; titles only suggest. */
import type { SourceItem, SourceRecord } from '#connectors/contract'
import { ConflictError, NotFoundError } from '#domain/errors'
import { titleSimilarity } from '#domain/similar-titles'
import type { StoredModule } from '#store/ports/people'
import type { Matching, MatchingDeps, ModuleSuggestion } from './contract.ts'
import { replayNow } from './replay-now.ts'
import { demandConnection, programmesOf } from './rights.ts'
import { waitingKeys, waitingRecords } from './waiting.ts'

const SUGGESTIONS_AT_MOST = 10
/** Below it two titles share next to nothing. */
const SIMILARITY_AT_LEAST = 0.2

export function suggestModules(deps: MatchingDeps): Matching['suggestModules'] {
  return async (actor, { connectionId, courseId }) => {
    await demandConnection(deps, actor, connectionId)
    const course = await waitingCourse(deps, connectionId, courseId)
    const free = (await programmesOf(deps, actor)).flatMap(programme =>
      programme.modules.filter(module => !module.source).map(module => ({ programme, module })),
    )
    const suggestions = free.map(
      ({ programme, module }): ModuleSuggestion => ({
        programmeId: programme.id,
        programmeTitle: programme.title,
        moduleId: module.id,
        moduleTitle: module.title,
        similarity: similarityOf(course, module),
      }),
    )
    return suggestions
      .filter(({ similarity }) => similarity >= SIMILARITY_AT_LEAST)
      .sort((a, b) => b.similarity - a.similarity || (a.moduleId < b.moduleId ? -1 : 1))
      .slice(0, SUGGESTIONS_AT_MOST)
  }
}

/** A course whose number or short name is the module's id is as like as can be. */
function similarityOf({ title, shortName, idNumber }: SourceItem, module: StoredModule): number {
  return [shortName, idNumber].includes(module.id) ? 1 : titleSimilarity(title, module.title)
}

/** @throws {NotFoundError} if no record of the course waits */
async function waitingCourse(
  deps: MatchingDeps,
  connectionId: string,
  courseId: string,
): Promise<SourceItem> {
  for await (const { item } of waitingRecords(deps, connectionId, 'unknown-course')) {
    if (item.courseId === courseId) return item
  }
  throw new NotFoundError('no record of this course waits')
}

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
    await deps.stores.programmes.save({ ...programme, modules })
    const isMeant = (record: SourceRecord): boolean => record.item.courseId === courseId
    return replayNow(deps, connectionId, await waitingKeys(deps, connectionId, 'unknown-course', isMeant))
  }
}

const isSame = (a: StoredModule['source'], b: NonNullable<StoredModule['source']>): boolean =>
  a?.connectionId === b.connectionId && a.courseId === b.courseId

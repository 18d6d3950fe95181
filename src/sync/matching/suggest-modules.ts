/** Which modules a course may be: titles only suggest. */
import type { SourceItem } from '#connectors/record'
import { NotFoundError } from '#domain/errors'
import { titleSimilarity } from '#domain/names/similar-titles'
import type { StoredModule, StoredProgramme } from '#store/ports/people'
import type { Matching, MatchingDeps, ModuleSuggestion, StrangeCourse } from './contract.ts'
import { connectionsOf, demandConnection, programmesOf } from './rights.ts'
import { waitingRecords } from './waiting.ts'

const SUGGESTIONS_AT_MOST = 10
/** Below it two titles share next to nothing. */
const SIMILARITY_AT_LEAST = 0.2
/** Records looked at for one list. */
const RECORDS_AT_MOST = 20_000

export function suggestModules(deps: MatchingDeps): Matching['suggestModules'] {
  return async (actor, { connectionId, courseId }) => {
    await demandConnection(deps, actor, connectionId)
    const course = await waitingCourse(deps, connectionId, courseId)
    return freeModules(await programmesOf(deps, actor), course)
      .filter(({ similarity }) => similarity >= SIMILARITY_AT_LEAST)
      .slice(0, SUGGESTIONS_AT_MOST)
  }
}

export function listCourses(deps: MatchingDeps): Matching['listCourses'] {
  return async actor => {
    const connections = await connectionsOf(deps, actor)
    const programmes = await programmesOf(deps, actor)
    const courses: StrangeCourse[] = []
    let left = RECORDS_AT_MOST
    for (const { id, title } of connections) {
      const found = new Map<string, StrangeCourse>()
      for await (const { item } of waitingRecords(deps, id, 'unknown-course')) {
        if (left-- <= 0) break
        const known = found.get(item.courseId)
        if (known) known.waiting += 1
        else found.set(item.courseId, strangeCourse({ id, title }, item, programmes))
      }
      courses.push(...found.values())
    }
    return courses.sort((a, b) => b.waiting - a.waiting)
  }
}

const strangeCourse = (
  connection: StrangeCourse['connection'],
  item: SourceItem,
  programmes: readonly StoredProgramme[],
): StrangeCourse => ({
  connection,
  courseId: item.courseId,
  title: item.title,
  waiting: 1,
  modules: freeModules(programmes, item),
})

/** Modules that live in no course, the likest first. */
function freeModules(programmes: readonly StoredProgramme[], course: SourceItem): ModuleSuggestion[] {
  const free = programmes.flatMap(programme =>
    programme.modules.filter(module => !module.source).map(module => ({ programme, module })),
  )
  return free
    .map(
      ({ programme, module }): ModuleSuggestion => ({
        programmeId: programme.id,
        programmeTitle: programme.title,
        moduleId: module.id,
        moduleTitle: module.title,
        similarity: similarityOf(course, module),
      }),
    )
    .sort((a, b) => b.similarity - a.similarity || (a.moduleId < b.moduleId ? -1 : 1))
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

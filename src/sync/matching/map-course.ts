/** A course of a source is a module of a programme because a person says so. */
import type { SourceRecord } from '#connectors/record'
import type { Actor } from '#domain/access/actor'
import { type Difference, differencesOf, type Meanwhile } from '#domain/changes/meanwhile'
import { ConflictError, NotFoundError } from '#domain/errors'
import { nextVersion, type StoredModule, type StoredProgramme } from '#store/ports/people'
import type { CourseMapping, Matching, MatchingDeps } from './contract.ts'
import { replayNow } from './replay-now.ts'
import { demandConnection, programmesOf } from './rights.ts'
import { waitingKeys } from './waiting.ts'

/** What else is changed in a programme meanwhile does not stand in the way: the course is put into what is there now. */
const TRIES = 3

type Place = NonNullable<StoredModule['source']>

export function mapCourse(deps: MatchingDeps): Matching['mapCourse'] {
  return async (actor, mapping) => {
    const { connectionId, courseId } = mapping
    await demandConnection(deps, actor, connectionId)
    await settle(deps, actor, mapping, TRIES)
    const isMeant = (record: SourceRecord): boolean => record.item.courseId === courseId
    return replayNow(deps, connectionId, await waitingKeys(deps, connectionId, 'unknown-course', isMeant))
  }
}

async function settle(
  deps: MatchingDeps,
  actor: Actor,
  mapping: CourseMapping,
  tries: number,
): Promise<void> {
  const { connectionId, courseId, programmeId, moduleId } = mapping
  const programme = (await programmesOf(deps, actor)).find(each => each.id === programmeId)
  const module = programme?.modules.find(each => each.id === moduleId)
  if (!programme || !module) throw new NotFoundError('no such module')
  const source = { connectionId, courseId }
  if (isSame(module.source, source)) return
  await demandFree(deps, programme, module, source)
  const modules = programme.modules.map(each => (each.id === moduleId ? { ...each, source } : each))
  const version = nextVersion({ ...programme, modules }, programme, actor, deps.now().toISOString())
  if (await deps.stores.programmes.replace(version, programme)) return
  if (tries === 1) throw new ConflictError('a programme that everybody changes')
  await settle(deps, actor, mapping, tries - 1)
}

/** @throws {ConflictError} naming who was faster, if the module lives in another course, or the course is another module */
async function demandFree(
  deps: MatchingDeps,
  programme: StoredProgramme,
  module: StoredModule,
  source: Place,
): Promise<void> {
  const taken = module.source ? module : programme.modules.find(each => isSame(each.source, source))
  if (!taken?.source) return
  const differences = module.source
    ? differencesOf({ course: await named(deps, source) }, { course: await named(deps, module.source) })
    : differencesOf({ module: module.title }, { module: taken.title })
  const meanwhile = await mappedBy(deps, programme, { id: taken.id, source: taken.source }, differences)
  throw new ConflictError('the module or the course is taken', {}, { meanwhile })
}

/** «Moodle ТГПУ, 177» */
async function named({ stores }: MatchingDeps, { connectionId, courseId }: Place): Promise<string> {
  const connection = await stores.connections.byId(connectionId)
  return [connection?.title, courseId].filter(Boolean).join(', ')
}

/** Whoever made the version in which the module came to live there. */
async function mappedBy(
  { stores }: MatchingDeps,
  programme: StoredProgramme,
  taken: { id: string; source: Place },
  differences: Difference[],
): Promise<Meanwhile | undefined> {
  const livesThere = ({ modules }: StoredProgramme): boolean =>
    modules.some(({ id, source }) => id === taken.id && isSame(source, taken.source))
  const versions = [programme, ...(await stores.programmes.versions(programme.id))]
  const before = versions.findIndex(version => !livesThere(version))
  const changed = versions.at(before === -1 ? -1 : before - 1)?.changed
  return changed && { ...changed, action: 'mapped', differences }
}

const isSame = (a: StoredModule['source'], b: Place): boolean =>
  a?.connectionId === b.connectionId && a.courseId === b.courseId

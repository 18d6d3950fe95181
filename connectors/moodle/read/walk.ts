import type { Page, PullOptions, SourceWarning } from '../../contract.ts'
import { ConnectorError } from '../../errors.ts'
import { createIdSet, type IdSet, parseIdSet } from '../../kit/id-set.ts'
import type { SourceFault } from '../../record.ts'
import type { MoodleClient, MoodleContext } from '../rest/client.ts'
import { isRecordFault } from '../rest/faults.ts'
import type { RosterRow } from '../rest/schemas.ts'
import { type Batch, type BatchInput, readBatch } from './batch.ts'
import { fetchCourses } from './courses.ts'
import { compareIds, type WalkCursor } from './cursor.ts'
import type { MoodleCourse } from './normalise.ts'
import { fetchRoster, profileFields, type RosterPage } from './roster.ts'

type Options = PullOptions<WalkCursor>
type Found = Pick<Page<WalkCursor>, 'records' | 'faults' | 'warnings'>

/**
 * The walk: courses in one call, rosters page by page, one call per learner, one more per new completion; in bundles if
 * the client bundles.
 *
 * The walk goes course by course in the order of ids and reads a learner where they are first met; memory holds the
 * courses, one roster page, one batch and the bit set of learners read, however many there are.
 */
export async function* walkCourses(
  context: MoodleContext,
  options: Options,
  client: MoodleClient,
): AsyncGenerator<Page<WalkCursor>> {
  const catalogue = await fetchCourses(client, context.settings, context.signal)
  const tracked = catalogue.courses.filter(course => !course.untracked)
  const input: BatchInput = {
    client,
    settings: context.settings,
    courses: new Map(tracked.map(course => [course.id, course])),
    options,
    signal: context.signal,
  }
  const walk = { seen: openSeen(options.cursor), read: 0, refused: null as ConnectorError | null }
  let left: Found = { records: [], faults: catalogue.faults, warnings: catalogue.warnings }
  for (const [index, course] of tracked.entries()) {
    if (options.cursor && compareIds(course.id, options.cursor.course) < 0) continue
    const from = options.cursor?.course === course.id ? options.cursor.from : 0
    try {
      for await (const page of walkCourse(input, course, from, walk.seen)) {
        walk.read += 1
        yield { ...joined(left, page), next: page.next, progress: (index + page.share) / tracked.length }
        left = nothing()
      }
    } catch (thrown) {
      if (!(thrown instanceof RosterRefused)) throw thrown
      walk.refused = thrown.fault
      left.warnings.push(refusedWarning(course, thrown.fault))
    }
  }
  if (walk.refused && walk.read === 0 && !options.cursor) throw walk.refused
  if (tracked.length > 0 && walk.seen.size() === 0) left.warnings.push(nobodySeen)
  yield { ...left, next: null, progress: 1 }
}

interface CoursePage extends Found {
  next: WalkCursor
  /** Share of the course behind us, 0…1, a guess. */
  share: number
}

/** @throws {RosterRefused} if the account may not see this roster: the other courses go on */
async function* walkCourse(
  input: BatchInput,
  course: MoodleCourse,
  from: number,
  seen: IdSet,
): AsyncGenerator<CoursePage> {
  const { pageSize, snilsField } = input.settings
  const { client, signal } = input
  const rosters = fetchRoster(client, course.id, from, pageSize, signal, profileFields(snilsField))
  for (;;) {
    const roster = await nextRoster(rosters)
    if (!roster) return
    yield* walkRoster(input, course, roster, seen)
  }
}

async function* walkRoster(
  input: BatchInput,
  course: MoodleCourse,
  roster: RosterPage,
  seen: IdSet,
): AsyncGenerator<CoursePage> {
  const { pageSize, batchSize } = input.settings
  const fresh = unseen(roster.learners, seen)
  let left: Found = { records: [], faults: roster.faults, warnings: roster.warnings }
  for (let at = 0; at === 0 || at < fresh.length; at += batchSize) {
    const learners = fresh.slice(at, at + batchSize)
    const batch: Batch = learners.length > 0 ? await readBatch(input, learners) : nothing()
    for (const { id } of learners) seen.add(id)
    const done = at + batchSize >= fresh.length
    const from = done ? roster.from + pageSize : roster.from
    const next: WalkCursor = { v: 1, course: course.id, from, seen: seen.format() }
    yield { ...joined(left, batch), next, share: from / (from + pageSize) }
    left = nothing()
  }
}

/** Also drops a person who stands on the page twice. */
function unseen(learners: RosterRow[], seen: IdSet): RosterRow[] {
  const here = new Map(learners.map(learner => [learner.id, learner]))
  return [...here.values()].filter(({ id }) => !seen.has(id))
}

async function nextRoster(rosters: AsyncGenerator<RosterPage>): Promise<RosterPage | null> {
  try {
    const { value, done } = await rosters.next()
    return done ? null : value
  } catch (thrown) {
    if (isRecordFault(thrown) && thrown.kind === 'data') throw new RosterRefused(thrown)
    throw thrown
  }
}

/** Inside this file only: the roster of one course cannot be had. */
class RosterRefused extends Error {
  readonly fault: ConnectorError
  constructor(fault: ConnectorError) {
    super(fault.message)
    this.fault = fault
  }
}

function refusedWarning(course: MoodleCourse, fault: ConnectorError): SourceWarning {
  return {
    code: fault.code,
    message: `course ${course.id} was left out: ${fault.message}; ${fault.remedy ?? ''}`,
  }
}

/** Courses of teachers alone are nothing strange; a site of them is. */
const nobodySeen: SourceWarning = {
  code: 'moodle_learners_unseen',
  message:
    'no course shows a learner: nobody is enrolled, or the account lacks moodle/user:viewdetails or moodle/site:accessallgroups',
}

function openSeen(cursor: WalkCursor | null): IdSet {
  if (!cursor) return createIdSet()
  try {
    return parseIdSet(cursor.seen)
  } catch {
    throw new ConnectorError({
      code: 'moodle_cursor_broken',
      kind: 'protocol',
      message: 'the place where the last pass stopped cannot be read',
      remedy: 'start the pull from the beginning',
    })
  }
}

function joined(left: Found, right: Found): Found {
  return {
    records: [...left.records, ...right.records],
    faults: [...left.faults, ...right.faults],
    warnings: [...left.warnings, ...right.warnings],
  }
}

function nothing(): Found & { faults: SourceFault[] } {
  return { records: [], faults: [], warnings: [] }
}

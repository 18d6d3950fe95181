import type { Page, PullOptions } from '../../contract.ts'
import { createRedactor } from '../../kit/redact.ts'
import { batchFunction, createBatchedClient } from '../rest/batched-client.ts'
import {
  createMoodleClient,
  type MoodleClient,
  type MoodleContext,
  type MoodleDeps,
  reportFunction,
} from '../rest/client.ts'
import type { MoodleSettings } from '../settings.ts'
import { activitiesFunction } from './activities.ts'
import type { MoodleCursor } from './cursor.ts'
import { keepAnswers } from './kept-answers.ts'
import { pullReport } from './report.ts'
import { fetchSiteInfo } from './site-info.ts'
import { walkCourses } from './walk.ts'

/** Calls that are made for every learner, course or completion. */
const bundled = new Set([
  'core_enrol_get_users_courses',
  'core_completion_get_course_completion_status',
  activitiesFunction,
])

/** A pass by the path of the settings. A cursor of another path starts the pass again: pages may repeat. */
export async function* pullMoodle(
  context: MoodleContext,
  options: PullOptions<MoodleCursor>,
  deps: MoodleDeps,
): AsyncGenerator<Page<MoodleCursor>> {
  const { settings, secrets } = context
  const kept = settings.keepAnswers
    ? keepAnswers(settings.keepAnswers, createRedactor([secrets.token]))
    : undefined
  const client = createMoodleClient(context, deps, kept?.note)
  for await (const page of pagesOf(context, options, client)) yield kept ? { ...page, ...kept.take() } : page
}

async function* pagesOf(
  context: MoodleContext,
  options: PullOptions<MoodleCursor>,
  client: MoodleClient,
): AsyncGenerator<Page<MoodleCursor>> {
  const path = await choosePath(context, client)
  const { cursor } = options
  if (path === 'report') {
    const own = cursor && 'report' in cursor && cursor.report === context.settings.report?.id ? cursor : null
    yield* pullReport(context, { ...options, cursor: own }, client)
    return
  }
  const own = cursor && 'course' in cursor ? cursor : null
  yield* walkCourses(context, { ...options, cursor: own }, callerOf(path, context.settings, client))
}

export type Path = 'plain' | 'batch' | 'report'

/** Who makes the calls on a path: in bundles, or one by one. */
export const callerOf = (path: Path, { bundleSize }: MoodleSettings, client: MoodleClient): MoodleClient =>
  path === 'batch' ? createBatchedClient(client, bundled, bundleSize) : client

async function choosePath({ settings, signal }: MoodleContext, client: MoodleClient): Promise<Path> {
  if (settings.path !== 'auto') return settings.path
  const { functions } = await fetchSiteInfo(client, signal)
  return pathOf(new Set(functions.map(({ name }) => name)), settings.report !== undefined)
}

/** What `auto` comes to on a site whose service has these functions. */
export function pathOf(functions: ReadonlySet<string>, hasReport: boolean): Path {
  if (hasReport && functions.has(reportFunction)) return 'report'
  return functions.has(batchFunction) ? 'batch' : 'plain'
}

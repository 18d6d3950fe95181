import type { Connector } from '../contract.ts'
import { systemRuntime } from '../kit/runtime.ts'
import { checkMoodle } from './check/check.ts'
import { type MoodleCursor, moodleCursor } from './read/cursor.ts'
import { pullMoodle } from './read/pull.ts'
import { keepTime } from './read/report.ts'
import type { MoodleDeps } from './rest/client.ts'
import { type MoodleSecrets, type MoodleSettings, moodleSecrets, moodleSettings } from './settings.ts'

export type MoodleConnector = Connector<MoodleSettings, MoodleSecrets, MoodleCursor>

/** Moodle 3.9 and later by its REST web services. */
export function createMoodleConnector(deps: MoodleDeps = { runtime: systemRuntime }): MoodleConnector {
  return {
    type: 'moodle',
    title: 'Moodle',
    settings: moodleSettings,
    secrets: moodleSecrets,
    cursor: moodleCursor,
    capabilities: {
      completionTime: 'derived',
      hours: ['nominal'],
      incremental: 'client-diff',
      deletes: 'none',
    },
    check: context => checkMoodle(context, deps),
    courseAddress: ({ url }, courseId) => `${url}/course/view.php?id=${encodeURIComponent(courseId)}`,
    pull: (context, options) => pullMoodle(context, options, deps),
    beside: keepTime,
  }
}

export const moodleConnector = createMoodleConnector()

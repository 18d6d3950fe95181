/** Calls that a pull makes to Moodle: at most one per learner plus one per new completion, beside courses and rosters. */

import type { SourceRecord } from '#connectors/contract'
import { moodleConnector } from '#connectors/moodle/connector'
import { moodleSettings } from '#connectors/moodle/settings'
import { startLms } from '#tests/lms/server'
import type { Measure } from './measure.ts'

const learners = 200
const courses = 20

export async function benchMoodleCalls(): Promise<Measure[]> {
  const lms = await startLms({ learners, courses, odd: false, completedShare: 0.4 })
  try {
    const known = new Map<string, SourceRecord>()
    const first = await pull(lms.url, lms.token, known)
    const second = await pull(lms.url, lms.token, known)
    return [
      measure('first', first, learners + known.size, `${known.size} new completions`),
      measure('second', second, learners, 'nothing new'),
    ]
  } finally {
    await lms.close()
  }
}

interface Calls {
  details: number
  overhead: number
}

async function pull(url: string, token: string, known: Map<string, SourceRecord>): Promise<Calls> {
  const calls: Calls = { details: 0, overhead: 0 }
  const context = {
    settings: moodleSettings.parse({ url, minSpacingMs: 0 }),
    secrets: { token },
    now: () => new Date(),
    signal: new AbortController().signal,
    allowPrivateAddresses: true,
    log: () => {},
    onCall: (name: string) => {
      calls[perPerson.has(name) ? 'details' : 'overhead'] += 1
    },
  }
  const pages = moodleConnector.pull(context, {
    mode: 'incremental',
    cursor: null,
    known: async keys =>
      new Map(keys.flatMap(key => (known.has(key) ? [[key, known.get(key) as SourceRecord]] : []))),
  })
  for await (const page of pages) for (const record of page.records) known.set(record.key, record)
  return calls
}

const perPerson = new Set(['core_enrol_get_users_courses', 'core_completion_get_course_completion_status'])

function measure(which: string, { details, overhead }: Calls, most: number, why: string): Measure {
  return {
    name: `calls to Moodle, ${which} pull of ${learners} learners × ${courses} courses`,
    promise: `at most one per learner plus one per new completion: ${most} (${why})`,
    measured: `${details}, and ${overhead} for the list of courses and the pages of their rosters`,
    holds: details <= most,
  }
}

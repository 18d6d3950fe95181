/**
 * Calls that a pull makes to Moodle: at most one per learner plus one per new completion, beside courses and rosters; with a
 * report one per page of rows, beside the courses.
 */

import { moodleConnector } from '#connectors/moodle/connector'
import { reportFunction } from '#connectors/moodle/rest/client'
import { moodleSettings } from '#connectors/moodle/settings'
import type { SourceRecord } from '#connectors/record'
import { startLms } from '#tests/lms/server'
import type { Measure } from './measure.ts'

const learners = 200
const courses = 20
const ROWS_A_PAGE = 500

export async function benchMoodleCalls(): Promise<Measure[]> {
  const lms = await startLms({ learners, courses, odd: false, completedShare: 0.4 })
  try {
    const known = new Map<string, SourceRecord>()
    const first = await pull(lms.url, lms.token, known)
    const second = await pull(lms.url, lms.token, known)
    const { rows, calls } = await pullReport(lms.url, lms.token)
    return [
      measure('first', first, learners + known.size, `${known.size} new completions`),
      measure('second', second, learners, 'nothing new'),
      {
        name: `calls to Moodle, pull of a report of ${rows} rows`,
        promise: `one per page of ${ROWS_A_PAGE} rows: ${Math.ceil(rows / ROWS_A_PAGE)}`,
        measured: `${calls.rows}, and ${calls.overhead} for the list of courses`,
        holds: calls.rows <= Math.ceil(rows / ROWS_A_PAGE) && calls.overhead <= 1,
      },
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
  const context = contextOf({ url }, token, name => {
    calls[perPerson.has(name) ? 'details' : 'overhead'] += 1
  })
  const pages = moodleConnector.pull(context, {
    mode: 'incremental',
    cursor: null,
    known: async keys =>
      new Map(keys.flatMap(key => (known.has(key) ? [[key, known.get(key) as SourceRecord]] : []))),
  })
  for await (const page of pages) for (const record of page.records) known.set(record.key, record)
  return calls
}

/** Every enrolment of the site is a row, completed or not. */
async function pullReport(url: string, token: string) {
  const calls = { rows: 0, overhead: 0 }
  const report = { id: 1, timeZone: 'Asia/Tomsk' }
  const settings = { url, path: 'report', report, pageSize: ROWS_A_PAGE }
  const context = contextOf(settings, token, name => {
    calls[name === reportFunction ? 'rows' : 'overhead'] += 1
  })
  for await (const _ of moodleConnector.pull(context, {
    mode: 'full',
    cursor: null,
    known: async () => new Map(),
  }));
  return { rows: learners * courses, calls }
}

function contextOf(settings: Record<string, unknown>, token: string, onCall: (name: string) => void) {
  return {
    settings: moodleSettings.parse({ minSpacingMs: 0, ...settings }),
    secrets: { token },
    now: () => new Date(),
    signal: new AbortController().signal,
    allowPrivateAddresses: true,
    log: () => {},
    onCall,
  }
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

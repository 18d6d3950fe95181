import { moodleConnector } from '#connectors/moodle/connector'
import { startLms } from '#tests/lms/server'
import { describeConnector } from './connector-suite.ts'
import { moodleHarness } from './harness.ts'

const report = { id: 1, timeZone: 'Asia/Tomsk' }
interface Way {
  path: 'plain' | 'batch' | 'report'
  pageSize: number
  [setting: string]: unknown
  bundleSize?: number
  courses?: string
}

const ways: Record<string, Way> = {
  'call by call, json': { path: 'plain', format: 'json', pageSize: 9, courses: 'ids:2,3,4' },
  'call by call, xml': { path: 'plain', format: 'xml', pageSize: 9, courses: 'ids:2,3' },
  bundles: { path: 'batch', bundleSize: 4, pageSize: 12, courses: 'ids:2,3' },
  report: { path: 'report', report, pageSize: 18 },
  'activities, json': { path: 'plain', format: 'json', activities: true, pageSize: 9, courses: 'ids:2,3' },
  'activities, xml in bundles': {
    path: 'batch',
    format: 'xml',
    activities: true,
    pageSize: 9,
    courses: 'ids:2,3',
  },
}

const learners = 16
const staff = 2
const batchSize = 5

/**
 * Of a report one call a page of rows. Else one for the courses, one a roster page and one more a course, one a learner and
 * one a completion that is new or was refused; a bundle holds as many of the last two as it may, and each batch of learners ends one.
 */
function budgetOf({ path, pageSize, bundleSize, activities, courses = '' }: Way, all: number) {
  if (path === 'report') {
    const calls = 1 + Math.ceil((learners * all) / pageSize)
    return { first: () => calls, again: () => calls }
  }
  const chosen = courses.split(',').length
  const pages = chosen * Math.ceil((learners + staff) / pageSize)
  const made = (calls: number): number =>
    bundleSize ? Math.ceil(calls / bundleSize) + pages + Math.ceil(learners / batchSize) : calls
  const again = 1 + pages + chosen + made(learners) + (activities ? made(learners * chosen) : 0)
  const withDates = (asked: number): number => again + made(asked)
  return { first: withDates, again: withDates }
}

for (const [way, settings] of Object.entries(ways)) {
  describeConnector(`Moodle (${way})`, async () => {
    const lms = await startLms({ learners, now: new Date('2026-11-20T09:00:00Z') })
    return {
      harness: () => moodleHarness(lms, { batchSize, ...settings }),
      connector: moodleConnector,
      secrets: [lms.token],
      budget: budgetOf(settings, lms.courses.length),
      close: () => lms.close(),
    }
  })
}

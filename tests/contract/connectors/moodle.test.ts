import { moodleConnector } from '#connectors/moodle/connector'
import { startLms } from '#tests/lms/server'
import { describeConnector } from './connector-suite.ts'
import { moodleHarness } from './harness.ts'

const report = { id: 1, timeZone: 'Asia/Tomsk' }
const ways: Record<string, Record<string, unknown>> = {
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

for (const [way, settings] of Object.entries(ways)) {
  describeConnector(`Moodle (${way})`, async () => {
    const lms = await startLms({ learners: 16, now: new Date('2026-11-20T09:00:00Z') })
    return {
      harness: () => moodleHarness(lms, { batchSize: 5, ...settings }),
      connector: moodleConnector,
      secrets: [lms.token],
      close: () => lms.close(),
    }
  })
}

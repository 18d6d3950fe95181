import { moodleConnector } from '#connectors/moodle/connector'
import { startLms } from '#tests/lms/server'
import { describeConnector } from './connector-suite.ts'
import { moodleHarness } from './harness.ts'

for (const format of ['json', 'xml']) {
  describeConnector(`Moodle (${format})`, async () => {
    const lms = await startLms({ learners: 16, now: new Date('2026-11-20T09:00:00Z') })
    return {
      harness: () => moodleHarness(lms, { format, batchSize: 5, pageSize: 9, courses: 'ids:2,3,4,5,6' }),
      connector: moodleConnector,
      secrets: [lms.token],
      close: () => lms.close(),
    }
  })
}

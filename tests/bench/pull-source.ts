/** A source that answers at once: learners × 20 courses, 25 learners a page, as the Moodle connector pages them. */
import { z } from 'zod'
import type { AnyConnector, Connector, Page } from '#connectors/contract'
import { createRedactor } from '#connectors/kit/redact'
import { keepAnswers } from '#connectors/moodle/kept-answers'
import type { SourceRecord } from '#connectors/record'

export const COURSES = 20
const LEARNERS_A_PAGE = 25

export function benchRecord(learner: number, course: number): SourceRecord {
  return {
    key: `${learner}:${course}`,
    person: {
      userId: String(learner),
      familyName: `Слушателева-${learner}`,
      givenName: 'Мария Ивановна',
      email: `learner${learner}@example.test`,
      organisation: 'МАОУ СОШ № 5',
    },
    item: { courseId: String(course), title: `Семинар № ${course} по программе`, shortName: `SEM-${course}` },
    state: 'completed',
    rawState: 'completed',
    when: {
      at: new Date(1_770_000_000_000 + course * 86_400_000).toISOString(),
      quality: 'derived',
      raw: '1770000000',
    },
    hours: [{ value: '8', unit: 'ac45', kind: 'nominal', from: 'customfield:hours', raw: '8 ч.' }],
    evidence: `https://lms.example/blocks/completionstatus/details.php?course=${course}&user=${learner}`,
  }
}

/** What a Moodle answers about a learner of 20 courses and about one completion: so many bytes. */
const courseRow = (course: number): string =>
  `{"id":${course},"shortname":"SEM-${course}","fullname":"\\u0421\\u0435\\u043c ${course}",${'"overviewfiles":[],"summaryformat":1,'.repeat(36)}"progress":100,"completed":true}`
const coursesOf = (() => {
  const rows = Array.from({ length: COURSES }, (_, i) => courseRow(i + 1)).join(',')
  return (learner: number) => `[${rows},{"id":1,"lastaccess":${1_770_000_000 + learner}}]`
})()
const criteria = `{"type":4,"title":"Activity completion","status":"Yes","complete":true,${'"details":{"requirement":"Viewing the page"},'.repeat(6)}`
const completionOf = (learner: number, course: number): string =>
  `{"completionstatus":{"completed":true,"aggregation":1,"completions":[${criteria}"timecompleted":${1_770_000_000 + learner + course}},${criteria}},${criteria}}]},"warnings":[]}`

function answerAll(from: number, to: number): Pick<Page<number>, 'answers'> {
  const kept = keepAnswers(365, createRedactor(['the token of the service account']))
  for (let learner = from; learner < to; learner++) {
    kept.note({ call: 'courses', params: { userid: String(learner) }, text: coursesOf(learner) })
    for (let course = 1; course <= COURSES; course++) {
      const params = { userid: String(learner), courseid: String(course) }
      kept.note({ call: 'completion', params, text: completionOf(learner, course) })
    }
  }
  return kept.take()
}

export function benchConnector(learners: number, onPage: (share: number) => void): AnyConnector {
  const connector: Connector<Record<string, unknown>, null, number> = {
    type: 'bench',
    title: 'Bench',
    settings: z.record(z.string(), z.unknown()),
    secrets: z.null(),
    cursor: z.number(),
    capabilities: {
      completionTime: 'derived',
      hours: ['nominal'],
      incremental: 'client-diff',
      deletes: 'none',
    },
    check: async () => ({ ok: true, site: null, findings: [] }),
    async *pull(_, options): AsyncGenerator<Page<number>> {
      for (let from = options.cursor ?? 0; from < learners; from += LEARNERS_A_PAGE) {
        const to = Math.min(learners, from + LEARNERS_A_PAGE)
        const records: SourceRecord[] = []
        for (let learner = from; learner < to; learner++) {
          for (let course = 1; course <= COURSES; course++) records.push(benchRecord(learner, course))
        }
        await options.known(records.map(record => record.key))
        onPage(to / learners)
        const next = to < learners ? to : null
        yield { records, faults: [], warnings: [], next, progress: to / learners, ...answerAll(from, to) }
      }
    },
  }
  return connector
}

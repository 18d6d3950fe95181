/** The wizard of connections on hand-made drafts. */
import type { ConnectionSetup, SetupView } from '#administration/connection-setup'
import type { CheckReport } from '#connectors/contract'
import { NotFoundError } from '#domain/errors'
import type { PreviewReport } from '#sync/contract'
import type { Evidence } from '#sync/evidence'

const moodle: SetupView = {
  id: 'c2',
  name: 'moodle-lms-example',
  title: 'Moodle ТГПУ',
  type: 'moodle',
  settings: { url: 'https://lms.example', hoursField: ['hours'], courses: 'all' },
  platformIssuer: 'https://lms.example',
  deployments: [],
  state: 'draft',
  setup: { checkedAt: '2026-11-22T02:40:00.000Z', isFine: false },
  createdAt: '2026-11-22T02:30:00.000Z',
  secretsSet: ['token'],
  version: 1,
}
const portal: SetupView = {
  ...moodle,
  ...{
    id: 'p1',
    name: 'portal',
    title: 'Сайт ТГПУ',
    type: 'portal',
    settings: { preset: 'tspu' },
    secretsSet: [],
  },
  setup: { upload: { sha256: 'a'.repeat(64), name: 'master.csv', at: '2026-11-22T02:40:00.000Z' } },
}

export const previewReport: PreviewReport = {
  ...{ seen: 214, isWhole: false, entries: 196, unchanged: 0 },
  reasons: { 'unknown-learner': 11, 'hours-missing': 7 },
  sample: [
    { key: '7:1', person: 'Ковалёва Анна', title: 'Смешанное обучение', date: '2026-10-01', hours: 800 },
    {
      ...{ key: '8:1', person: 'Баранов Игорь', title: 'Песочница', date: null },
      ...{ reason: 'hours-missing', facts: { course: 'Песочница' } },
    },
  ],
  warnings: [{ code: 'moodle_roster_empty', message: 'course 5 shows nobody' }],
}

export const checkReport: CheckReport = {
  ok: false,
  site: 'Moodle TSPU, Moodle 4.5, account zachetka',
  findings: [
    {
      ...{ level: 'ok', code: 'moodle_token', message: 'the token is valid' },
      asked: { what: ['core_webservice_get_site_info'], ms: 120 },
    },
    {
      level: 'error',
      code: 'moodle_function_missing',
      message: 'core_enrol_get_enrolled_users is missing: nobody can be found on any course',
      remedy: 'add core_enrol_get_enrolled_users to the external service',
    },
    { level: 'warning', code: 'never_heard_of', message: 'something else', remedy: 'look' },
  ],
}

/** A check that tells its findings one by one. */
export const checkOf =
  (report: CheckReport): ConnectionSetup['check'] =>
  async (_actor, _id, options) => {
    for (const finding of report.findings) options?.onFinding?.(finding)
    return report
  }

export function fakeSetup(over: Partial<ConnectionSetup> = {}): ConnectionSetup {
  const read: ConnectionSetup['read'] = async (_actor, id) => {
    const found = [moodle, portal].find(each => each.id === id)
    if (!found) throw new NotFoundError('no such connection')
    return found
  }
  return {
    read,
    removed: async () => {
      throw new NotFoundError('no such connection')
    },
    issuers: async () => ['https://lms.example'],
    draft: async () => moodle,
    change: async (actor, { id }) => read(actor, id),
    check: checkOf(checkReport),
    preview: async (_actor, id, options) => {
      options?.onSeen?.(previewReport.seen)
      return id === portal.id
        ? {
            ...previewReport,
            isWhole: true,
            columns: [
              { header: 'Логин', field: 'personId' },
              { header: 'Примечание', field: null, example: 'очно' },
              { header: 'Часики', field: null, isUnknown: true, example: '24 ч' },
            ],
            raw: { sha256: 'b'.repeat(64), bytes: 900, format: 'csv', encoding: 'windows-1251' },
          }
        : previewReport
    },
    upload: async (actor, { id }) => read(actor, id),
    takeUpload: async () => {},
    enable: async () => {},
    importUpload: async () => ({ runId: 'run-1' }),
    switchOn: async () => ({ runId: 'run-1' }),
    switchOff: async () => {},
    remove: async () => {},
    ...over,
  }
}

/** Every entry came from the same completion. */
export const fakeEvidence = (): Evidence => ({
  read: async () => ({
    source: 'Moodle ТГПУ',
    ...{
      revision: 1,
      at: '2026-10-02T03:00:00.000Z',
      hash: 'c'.repeat(64),
      isIntact: true,
      newerRevision: 2,
    },
    record: {
      key: '7:12',
      person: { userId: '7', familyName: 'Ковалёва', givenName: 'Анна' },
      item: { courseId: '12', title: 'Смешанное обучение' },
      ...{ state: 'completed', rawState: 'completed', hours: [] },
      when: { at: '2026-10-01T03:00:00.000Z', quality: 'exact' },
      evidence: 'https://lms.example/report?course=12',
    },
    file: { sha256: 'd'.repeat(64), name: 'answers-00001.txt', runId: 'run-1' },
  }),
})

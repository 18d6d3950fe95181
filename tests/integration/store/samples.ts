/** Synthetic things to store. */
import type { Entry } from '#domain/entries/entry'
import { parseHours } from '#domain/hours'
import type { Certificate } from '#store/ports/certificates'
import type { Enrolment, StoredProgramme } from '#store/ports/people'
import type { Run } from '#store/ports/runs'
import { unique } from './use-stores.ts'

export const at = '2026-03-01T09:00:00.000Z'

export function sampleEntry(changes: Partial<Entry> = {}): Entry {
  return {
    id: unique('entry'),
    learnerId: unique('learner'),
    programmeId: 'programme',
    moduleId: 'M1',
    kind: 'seminar',
    form: 'in-person',
    title: 'Семинар',
    hours: parseHours('8'),
    date: '2026-02-01',
    provider: 'ТГПУ',
    selfEducation: false,
    status: 'imported',
    origin: { type: 'completion', connectionId: 'moodle', completionKey: unique('key'), revision: 1 },
    history: [
      { action: 'import', from: null, to: 'imported', by: 'system', byName: 'Зачётка', byRole: 'system', at },
    ],
    createdAt: at,
    ...changes,
  }
}

/** The entry one step further. */
export function stepped(entry: Entry, to: Entry['status'], batchId?: string): Entry {
  const action = to === 'confirmed' ? 'confirm' : to === 'rejected' ? 'reject' : 'revert'
  const step = {
    action,
    from: entry.status,
    to,
    by: 'curator',
    byName: 'Ковалёва А. С.',
    byRole: 'curator',
    at,
  } as const
  return { ...entry, status: to, history: [...entry.history, { ...step, ...(batchId && { batchId }) }] }
}

export function sampleEnrolment(changes: Partial<Enrolment> = {}): Enrolment {
  return {
    id: unique('enrolment'),
    learnerId: unique('learner'),
    programmeId: 'programme',
    enrolledOn: '2024-09-02',
    facts: {},
    status: 'active',
    createdAt: at,
    ...changes,
  }
}

export function sampleProgramme(changes: Partial<StoredProgramme> = {}): StoredProgramme {
  return {
    id: unique('programme'),
    title: 'Цифровая дидактика',
    regulation: 'tspu',
    modules: [
      {
        id: 'M1',
        title: 'Семинар',
        kind: 'seminar',
        part: 'invariant',
        hours: parseHours('8'),
        source: { connectionId: 'moodle', courseId: '7' },
      },
    ],
    issuer: { name: 'ТГПУ', city: 'Томск', signatory: 'Ректор', secretary: 'Секретарь' },
    provider: 'ТГПУ',
    deployments: ['https://lms.example|client|1'],
    createdAt: at,
    ...changes,
  }
}

export function sampleRun(changes: Partial<Run> = {}): Run {
  const counts = { pulled: 0, imported: 0, unchanged: 0, quarantined: 0, changed: 0, entries: 0, calls: 0 }
  return {
    id: unique('run'),
    connectionId: unique('connection'),
    mode: 'full',
    status: 'running',
    fence: 1,
    startedAt: at,
    counts,
    cursor: null,
    quarantineReasons: {},
    warnings: [],
    ...changes,
  }
}

export function sampleCertificate(changes: Partial<Certificate> = {}): Certificate {
  return {
    id: unique('certificate'),
    enrolmentId: unique('enrolment'),
    learnerId: unique('learner'),
    programmeId: 'programme',
    state: 'claimed',
    status: 'valid',
    entryIds: [unique('entry'), unique('entry')],
    claimedAt: at,
    claimedBy: { personId: 'issuer', name: 'Отдел выдачи' },
    year: 2026,
    verificationCode: unique('code'),
    ...changes,
  }
}

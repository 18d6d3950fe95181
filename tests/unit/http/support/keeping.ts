/** What is kept with a book, answered by hand. */

import type { Acts } from '#credits/acts/contract'
import type { Duplicates } from '#credits/duplicates/contract'
import type { Keeping } from '#credits/keeping/contract'
import type { Proofs } from '#credits/proofs/contract'
import type { Records } from '#credits/records/contract'
import { packOf } from '#credits/records/pack'
import type { Reminders } from '#credits/reminders/contract'
import type { Shares, ShareView } from '#credits/shares/contract'
import type { WritingSettings, WritingView } from '#credits/writing/contract'
import { claimKinds } from '#domain/entries/claim-kinds'
import { NotFoundError } from '#domain/errors'
import { parseHours, zeroHours } from '#domain/hours'
import { fullName } from '#domain/names/full-name'
import { askedKinds } from '#domain/records/facts'
import type { RecordContent } from '#domain/records/record'
import type { GroupAct } from '#store/ports/acts'
import type { BookRecord } from '#store/ports/records'
import type { Scan } from '#store/ports/scans'
import { png } from '#tests/unit/domain/scans/samples'
import { regulationNamed, tspu } from '#tests/unit/domain/support'
import { bookView, entryOf, learner, programme } from './views.ts'

export const scan: Scan = {
  id: 'scan-1',
  name: 'справка.png',
  type: 'image/png',
  bytes: 120,
  sha256: 'b'.repeat(64),
  learnerId: learner.id,
  programmeId: programme.id,
  by: 'p-1',
  at: '2026-11-22T03:00:00.000Z',
}

export function fakeProofs(over: Partial<Proofs> = {}): Proofs {
  return {
    form: async (_actor, { learnerId }) => ({
      programme,
      own: learnerId === undefined,
      today: '2026-11-22',
      learner,
      regulation: tspu,
      kinds: claimKinds(tspu, programme),
      documentKinds: [
        { ru: 'справка', en: 'note' },
        { ru: 'сертификат', en: 'certificate' },
      ],
      scanNeeded: learnerId === undefined,
    }),
    keepScan: async () => scan,
    keptScan: async (_actor, id) => (id === scan.id ? scan : null),
    faults: async () => [],
    send: async () => entryOf({ n: 9, status: 'imported' }),
    checkers: async () => ({ names: ['Орлова Мария Ильинична'], days: 5 }),
    readScan: async (_actor, { entryId }) => {
      if (!['e1', 'e9'].includes(entryId)) throw new NotFoundError('no such scan')
      const { id, name, type, bytes, sha256 } = scan
      return { scan: { id, name, type, bytes, sha256 }, bytes: png() }
    },
    ...over,
  }
}

const share: ShareView = {
  id: 'share-1',
  learnerId: learner.id,
  programmeId: programme.id,
  recipient: 'ТОГИРРО',
  until: '2026-12-22',
  createdBy: { personId: 'p-1', name: 'Ковалёва Анна Сергеевна', role: 'learner' },
  createdAt: '2026-11-22T03:00:00.000Z',
  lastUsedAt: '2026-11-22T03:30:00.000Z',
  uses: 2,
  state: 'valid',
}

const by = { personId: 'p-1', name: 'Орлова Мария Ильинична' }

export const SHARE_CODE = 'SSSSSSSSSSSSSSSSSSSSSSSS'

export function fakeShares(over: Partial<Shares> = {}): Shares {
  return {
    list: async (_actor, { learnerId }) => ({
      learner,
      programme: { id: programme.id, title: programme.title },
      own: learnerId === undefined,
      today: '2026-11-22',
      latest: '2027-11-22',
      onRequest: { bodies: [{ ru: 'ТОГИРРО', en: 'TOGIRRO' }], clause: 'п. 4.4' },
      shares: [
        share,
        { ...share, id: 'share-2', state: 'over', until: '2026-01-01', uses: 0 },
        { ...share, id: 'share-3', state: 'revoked', revoked: { at: '2026-11-21T03:00:00.000Z', ...by } },
      ],
    }),
    create: async () => ({ share, code: SHARE_CODE }),
    revoke: async () => share,
    open: async code => (code === SHARE_CODE ? { share, book: bookView() } : null),
    ...over,
  }
}

const defence: RecordContent = {
  kind: 'project-defence',
  title: 'Школа полного дня',
  date: '2026-11-20',
  result: 'защищён',
}

export const bookRecord: BookRecord = {
  id: 'record-1',
  enrolmentId: 'en-1',
  learnerId: learner.id,
  programmeId: programme.id,
  content: defence,
  history: [
    {
      action: 'recorded',
      by: 'c',
      byName: 'Орлова Мария Ильинична',
      byRole: 'curator',
      at: scan.at,
      content: defence,
    },
  ],
  createdAt: scan.at,
}

export function fakeRecords(over: Partial<Records> = {}): Records {
  return {
    list: async (_actor, { learnerId }) => ({
      learner,
      programme: { id: programme.id, title: programme.title },
      regulation: regulationNamed('tyumen'),
      today: '2026-11-22',
      own: learnerId === undefined,
      canWrite: learnerId !== undefined,
      asked: askedKinds(regulationNamed('tyumen')),
      records: [bookRecord],
      pack: packOf({ facts: { missingDocuments: ['contract'] } }, regulationNamed('tspu')),
      papers: [],
      earlierDiagnosis: null,
    }),
    record: async () => bookRecord,
    correct: async () => bookRecord,
    withdraw: async () => bookRecord,
    notePack: async () => {},
    readScan: async () => {
      throw new NotFoundError('no such scan')
    },
    ...over,
  }
}

const act: GroupAct = {
  id: 'act-1',
  programmeId: programme.id,
  number: '7',
  title: 'Семинар «Смешанное обучение»',
  moduleId: 'm2',
  kind: 'seminar',
  form: 'in-person',
  hours: parseHours('8'),
  date: '2026-11-15',
  provider: 'ТГПУ',
  document: 'акт № 7',
  participants: [
    { learnerId: learner.id, name: fullName(learner), absent: false, hours: parseHours('8'), entryId: 'e9' },
    { learnerId: 'p-2', name: 'Баранов Иван Львович', absent: true, hours: zeroHours },
  ],
  digest: 'd'.repeat(64),
  by: 'p-1',
  byName: 'Орлова Мария Ильинична',
  byRole: 'curator',
  at: scan.at,
}

export function fakeActs(over: Partial<Acts> = {}): Acts {
  return {
    programmes: async () => [{ id: programme.id, title: programme.title }],
    list: async () => [act],
    form: async () => ({ programme, regulation: tspu, today: '2026-11-22', learners: [learner] }),
    preview: async () => ({
      faults: [],
      rows: [{ learner, outcome: 'twin', hours: parseHours('8'), twin: '3' }],
      entries: 1,
      hours: parseHours('8'),
    }),
    post: async () => act,
    read: async () => ({
      act,
      programme: { id: programme.id, title: programme.title },
      rows: act.participants.map(each => ({ ...each, status: each.absent ? null : 'imported' })),
    }),
    attachScan: async () => ({ act, programme: { id: programme.id, title: programme.title }, rows: [] }),
    readScan: async () => ({ scan, bytes: new Uint8Array([1]) }),
    ...over,
  }
}

export function fakeDuplicates(over: Partial<Duplicates> = {}): Duplicates {
  const duplicate = {
    number: 1,
    on: '2026-11-20',
    reason: 'книжка утеряна',
    unproved: [3],
    by: 'c',
    byName: 'Орлова Мария Ильинична',
    byRole: 'curator',
    at: scan.at,
  }
  return {
    list: async (_actor, { learnerId }) => ({
      learner,
      programme: { id: programme.id, title: programme.title },
      canIssue: learnerId !== undefined,
      duplicates: [duplicate],
      unproved: [3],
    }),
    issue: async () => duplicate,
    ...over,
  }
}

export function fakeWriting(over: Partial<WritingSettings> = {}): WritingSettings {
  const writing = { enter: ['learner', 'curator'] as const, sign: ['curator'] as const }
  const view: WritingView = {
    programme: { id: programme.id, title: programme.title },
    regulation: { id: 'tspu', title: tspu.title, clause: 'п. 5.2.4' },
    writing,
    usual: writing,
    usualBy: 'regulation',
    history: [{ ...writing, basis: 'приказ № 1', by: 'c', byName: 'Орлова Мария Ильинична', at: scan.at }],
  }
  return { list: async () => [view], read: async () => view, save: async () => view, ...over }
}

export function fakeReminders(over: Partial<Reminders> = {}): Reminders {
  const wait = {
    since: '2026-11-10',
    days: 5,
    remindedOn: '2026-11-22',
    remindFrom: '2026-11-27',
    mayRemind: false,
  }
  return {
    remind: async () => ({ entry: entryOf({ n: 9, status: 'imported' }), wait, isNew: true }),
    ...over,
  }
}

export const fakeKeeping = (over: Partial<Keeping> = {}): Keeping => ({
  proofs: fakeProofs(),
  acts: fakeActs(),
  reminders: fakeReminders(),
  duplicates: fakeDuplicates(),
  writing: fakeWriting(),
  shares: fakeShares(),
  records: fakeRecords(),
  ...over,
})

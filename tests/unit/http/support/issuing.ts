/** Hand-made answers of batches and of the federal register. */

import { InvalidTokenError, type Tokens } from '#administration/tokens'
import type { BatchView, CheckedRow, Issuing } from '#credits/issue/contract'
import type { FederalRegister, Lacking } from '#credits/register/contract'
import { NotFoundError } from '#domain/errors'
import type { FederalRun } from '#store/ports/federal'
import type { IssueBatch } from '#store/ports/issue'
import type { ApiToken } from '#store/ports/tokens'
import { bookView, certificate, learner, programme } from './views.ts'

const actor = { personId: 'p-1', name: 'Орлова Мария Ильинична', roles: ['issuer' as const], scope: [] }

export const issueBatch: IssueBatch = {
  id: 'ib-1',
  state: 'open',
  actor,
  chosen: Array.from({ length: 20 }, (_, i) => `en-${i}`),
  createdAt: '2026-11-22T02:58:00.000Z',
  startedAt: '2026-11-22T02:59:00.000Z',
}

const checked = (over: Partial<CheckedRow> = {}): CheckedRow => ({
  enrolmentId: 'en-1',
  learner,
  programme: { id: programme.id, title: programme.title, signatory: programme.issuer.signatory },
  obstacle: null,
  missing: [],
  lacksConsent: false,
  ...over,
})

export const batchView = (over: Partial<BatchView> = {}): BatchView => ({
  batch: issueBatch,
  counts: { waiting: 5, issued: 14, refused: 1 },
  numbers: { first: 'ПК-2026-000101', last: 'ПК-2026-000114' },
  items: [
    {
      ...{
        batchId: 'ib-1',
        enrolmentId: 'en-9',
        position: 8,
        state: 'refused',
        code: 'not_eligible',
        learner,
      },
      missing: ['issue-order', 'total-hours'],
    },
    {
      ...{ batchId: 'ib-1', enrolmentId: 'en-1', position: 0, state: 'issued', learner, already: false },
      ...{ certificateId: certificate.id, registrationNumber: 'ПК-2026-000101' },
    },
  ],
  ...over,
})

export function fakeIssuing(over: Partial<Issuing> = {}): Issuing {
  const unmet = bookView().progress.requirements.filter(one => !one.met)
  return {
    choose: async () => 'draft-1',
    check: async (_actor, id) => {
      if (id !== 'draft-1') throw new NotFoundError('no such batch')
      return {
        batch: { ...issueBatch, id, state: 'draft' },
        ready: Array.from({ length: 19 }, (_, i) => checked({ enrolmentId: `en-${i}` })),
        awaitOrder: [],
        leftOut: [
          checked({ enrolmentId: 'en-19', obstacle: 'not_eligible', missing: unmet }),
          checked({ enrolmentId: 'en-20', obstacle: 'own_certificate' }),
        ],
      }
    },
    start: async () => issueBatch,
    read: async (_actor, id) => {
      if (id === 'ib-2')
        return batchView({
          batch: { ...issueBatch, id, state: 'done' },
          counts: { waiting: 0, issued: 19, refused: 1 },
        })
      if (id === 'gone') throw new NotFoundError('no such batch')
      return batchView()
    },
    list: async () => [{ batch: issueBatch, counts: { waiting: 5, issued: 14, refused: 1 } }],
    work: async () => 0,
    policies: async () => [{ programme: { id: programme.id, title: programme.title }, policy: null }],
    savePolicy: async (who, input) => ({
      ...{ id: input.programmeId, mode: input.mode, setBy: who.personId, setByName: who.name },
      setAt: '2026-11-22T03:00:00.000Z',
    }),
    subscriber: { name: 'issue', types: new Set(), handle: async () => {} },
    ...over,
  }
}

const lacking: Lacking = {
  learnerId: learner.id,
  name: 'Ковалёва Анна Сергеевна',
  programmeId: programme.id,
  certificateId: null,
  registrationNumber: null,
  findings: [
    { column: 'AA', field: 'snils', header: 'СНИЛС', fault: 'missing', facts: {} },
    {
      ...{ column: 'L', field: 'area', header: 'Наименование области профессиональной деятельности' },
      ...{ fault: 'missing', facts: {} },
    },
  ],
}

const federalRun: FederalRun = {
  ...{ id: 'fr-1', at: '2026-11-21T05:00:00.000Z', by: 'p-1', byName: 'Орлова Мария Ильинична', form: 'dpo' },
  ...{ from: '2026-01-01', to: '2026-11-20', certificateIds: ['cert-1'], fileHash: 'b'.repeat(64) },
  ...{ leftOut: 1, marked: true },
}

export function fakeFederal(over: Partial<FederalRegister> = {}): FederalRegister {
  return {
    saveEducation: async (who, { personId, education }) => ({
      ...{ ...education, id: personId, savedAt: '2026-11-22T03:00:00.000Z', savedBy: who.personId },
    }),
    readEducation: async () => null,
    saveProgrammeData: async (who, { programmeId, data }) => ({
      ...{ ...data, id: programmeId, savedAt: '2026-11-22T03:00:00.000Z', savedBy: who.personId },
    }),
    readProgrammeData: async () => null,
    check: async () => ({
      incompleteLists: [{ list: 'areas', known: 1, expected: 33 }],
      documents: {
        checked: 1,
        lacking: [{ ...lacking, certificateId: 'cert-1', registrationNumber: '0101' }],
      },
      learners: { checked: 3, lacking: [lacking] },
    }),
    glance: async () => ({
      ...{ checked: 5, isAll: true, lacking: 2 },
      faults: [
        { field: 'snils', header: 'СНИЛС', isMissing: true, rows: 2 },
        { field: 'diplomaFamilyName', header: 'Фамилия в дипломе', isMissing: true, rows: 1 },
        { field: 'snils', header: 'СНИЛС', isMissing: false, rows: 1 },
      ],
    }),
    choices: () => ({
      educationLevel: {
        values: ['Высшее образование', 'Среднее профессиональное образование'],
        complete: true,
      },
      area: { values: ['Образование и наука'], complete: false },
      studyForm: { values: ['Очная', 'Заочная'], complete: true },
    }),
    exportFile: async () => ({
      ...{ run: federalRun, file: new Uint8Array([80, 75]), rows: 1, leftOut: [], annulledSince: [] },
    }),
    runs: async () => [federalRun],
    ...over,
  }
}

const snapshot = {
  ...certificate.snapshot,
  documentTitle: 'Удостоверение о повышении квалификации',
} as NonNullable<typeof certificate.snapshot>

/** A line of each kind. */
export const registerLines = [
  certificate,
  {
    ...certificate,
    ...{ id: 'cert-2', status: 'annulled' as const, verificationCode: 'AAAA2222BBBB' },
    annulment: { at: '2026-11-21T05:00:00.000Z', by: 'p-9', byName: 'Петров Пётр', reason: 'ошибка в часах' },
    snapshot: { ...snapshot, registrationNumber: '0102' },
  },
  {
    ...certificate,
    ...{ id: 'cert-3', verificationCode: 'AAAA2222CCCC' },
    replacement: { kind: 'duplicate' as const, of: 'cert-1', loss: 'police' as const, destroyed: false },
    delivery: {
      on: '2026-11-21',
      way: 'post' as const,
      by: 'p-9',
      byName: 'Петров Пётр',
      at: '2026-11-21T05:00:00.000Z',
    },
    exports: [{ runId: 'fr-1', at: '2026-11-21T05:00:00.000Z' }],
    snapshot: {
      ...snapshot,
      registrationNumber: '0103',
      replaces: { kind: 'duplicate' as const, registrationNumber: '0100', issuedOn: '2026-11-01' },
    },
  },
  {
    ...certificate,
    ...{ id: 'cert-4', state: 'spoiled' as const, verificationCode: 'AAAA2222DDDD' },
    spoiled: { at: '2026-11-21T05:00:00.000Z', by: 'p-9', reason: 'испорчен бланк' },
    snapshot: { ...snapshot, registrationNumber: '0104' },
  },
  {
    ...certificate,
    ...{ id: 'cert-5', state: 'numbered' as const, verificationCode: 'AAAA2222EEEE' },
    snapshot: { ...snapshot, registrationNumber: '0105' },
  },
]

export const apiToken: ApiToken = {
  id: 't-1',
  name: 'Кадры',
  scopes: ['books:read', 'certificates:issue'],
  roles: ['curator', 'issuer'],
  reach: ['https://lms.example|client|1'],
  programmes: ['prog-1'],
  personId: 'p-1',
  personName: 'Орлова Мария Ильинична',
  createdAt: '2026-11-01T00:00:00.000Z',
  expiresAt: '2027-11-01T00:00:00.000Z',
  lastUsedAt: '2026-11-21T00:00:00.000Z',
}

/** `secret-1` is the only token that holds. */
export function fakeTokens(over: Partial<Tokens> = {}): Tokens {
  const { personId, personName, roles, reach, programmes = [] } = apiToken
  return {
    create: async () => ({ token: apiToken, secret: 'secret-1' }),
    list: async () => [
      apiToken,
      { ...apiToken, id: 't-2', name: 'Сайт', revokedAt: '2026-11-20T00:00:00.000Z', revokedBy: 'p-1' },
    ],
    revoke: async () => {},
    rotate: async () => ({ token: apiToken, secret: 'secret-2' }),
    authenticate: async secret => {
      if (secret !== 'secret-1') throw new InvalidTokenError('no such token')
      return { token: apiToken, actor: { personId, name: personName, roles, scope: reach, programmes } }
    },
    ...over,
  }
}

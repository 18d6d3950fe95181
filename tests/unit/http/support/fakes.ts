/** An app on hand-made leaves: credits that answer the hand-made views, sessions in memory, a clock that stands. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Router } from 'express'
import type { Runs } from '#administration/runs'
import type { BatchResult, Credits, ProgrammePreview } from '#credits/contract'
import type { Role } from '#domain/access/actor'
import type { PrintedForm } from '#domain/certificates/printed-form'
import { NotFoundError } from '#domain/errors'
import { parseHours } from '#domain/hours'
import { createApp } from '#http/app'
import type { AppDeps } from '#http/deps'
import type { Drafts } from '#http/session/drafts'
import { issueSession } from '#http/session/issue-session'
import { loadRegulations } from '#src/adapters/regulations'
import { workbookText } from '#src/adapters/workbook-text'
import type { Session, SessionStore } from '#store/ports/access'
import type { Run } from '#store/ports/runs'
import { fakeTemplates } from './fake-templates.ts'
import { fakeFederal, fakeIssuing, fakeTokens, registerLines } from './issuing.ts'
import { fakeKeeping } from './keeping.ts'
import { fakeLms } from './lms.ts'
import { fakeMatching } from './matching.ts'
import { fakeMerging } from './merging.ts'
import { fakeConsents, fakeOwnDocuments, fakePersonalData } from './own-data.ts'
import { fakeRegulations } from './regulations.ts'
import { fakeReports } from './reports.ts'
import { fakeAppointments, fakeRoutes } from './routes.ts'
import { fakeEvidence, fakeSetup } from './setup.ts'
import {
  booksView,
  bookView,
  certificate,
  entryOf,
  learner,
  programme,
  queueRow,
  queueView,
} from './views.ts'
import { fakeWebhooks } from './webhooks.ts'

export const NOW = new Date('2026-11-22T03:00:00.000Z')

export function memorySessions(): SessionStore & { all: Session[] } {
  const all: Session[] = []
  const find = (hash: string) => all.find(session => session.tokenHash === hash)
  return {
    all,
    create: async session => void all.push(session),
    find: async (hash, now) => {
      const session = find(hash)
      return session && session.expiresAt > now ? session : null
    },
    findOver: async hash => find(hash) ?? null,
    change: async (hash, changes) => void Object.assign(find(hash) ?? {}, changes),
    end: async hash =>
      void all.splice(
        all.findIndex(session => session.tokenHash === hash),
        1,
      ),
    endOfPerson: async personId =>
      void all.splice(0, all.length, ...all.filter(session => session.personId !== personId)),
    endOf: async deployments =>
      void all.splice(0, all.length, ...all.filter(session => !deployments.includes(session.deployment))),
  }
}

export const batch = (done: string[], over: Partial<BatchResult> = {}): BatchResult => ({
  batchId: 'batch-1',
  done,
  hours: parseHours(String(done.length * 8)),
  refused: [],
  undoUntil: '2026-11-22T03:15:00.000Z',
  ...over,
})

const verification = {
  status: 'valid' as const,
  holder: 'К. А. С.',
  documentTitle: 'Удостоверение о повышении квалификации',
  programmeTitle: 'Цифровая дидактика',
  hours: '108.00',
  period: { from: '2024-09-02', to: '2026-11-15' },
  issuedOn: '2026-11-20',
  registrationNumber: '0101',
  issuer: { name: 'ТГПУ', city: 'Томск' },
  pdfHash: 'a'.repeat(64),
}

const programmePreview: ProgrammePreview = {
  books: 12,
  isWhole: true,
  changed: 1,
  gained: 0,
  lost: 1,
  examples: [
    {
      learner,
      was: { counted: parseHours('108'), required: parseHours('108'), eligible: true },
      becomes: { counted: parseHours('100'), required: parseHours('108'), eligible: false },
    },
  ],
}

/** Every use case answers something plausible; `over` replaces those that a test looks at. */
export function fakeCredits(over: Partial<Credits> = {}): Credits {
  const book = bookView()
  const row = {
    enrolment: book.enrolment,
    learner,
    programme: { id: programme.id, title: programme.title },
    progress: book.progress,
    certificate: null,
  }
  return {
    readBooks: async () => booksView(),
    listQueue: async () => queueView(),
    countWaiting: async () => ({ count: 99, more: true }),
    confirmEntries: async (_actor, { entryIds }) => batch(entryIds),
    confirmAll: async (_actor, { except }) =>
      batch(['e100', 'e101', 'e103', 'e105'].filter(id => !except.includes(id))),
    readEntries: async (_actor, { entryIds }) => {
      const rows = queueView().groups.flatMap(group => group.rows)
      return entryIds.map((id, i) => rows.find(row => row.entry.id === id) ?? queueRow(i))
    },
    readBatch: async () => ({ count: 2, rows: [queueRow(0), queueRow(1)] }),
    rejectEntries: async (_actor, { entryIds }) => batch(entryIds),
    correctEntry: async (_actor, { entryId }) => ({
      ...entryOf({ n: 200, status: 'imported' }),
      origin: { type: 'correction', of: entryId },
    }),
    revokeEntry: async () => entryOf({ n: 1, status: 'revoked' }),
    undoBatch: async () => batch(['e1', 'e2']),
    saveProgramme: async () => programme,
    previewProgramme: async () => programmePreview,
    programmeVersions: async () => [{ ...programme, title: `${programme.title}: первая` }],
    listProgrammes: async () => [programme],
    enrol: async () => book.enrolment,
    judgeListed: async (_actor, { rows }) => rows.map(row => ({ row, state: 'new' })),
    enrolListed: async (_actor, { rows }) => ({ enrolled: rows.length, already: 0, refused: 0 }),
    recordFacts: async () => book.enrolment,
    countLearners: async () => ({ ready: { count: 23, more: false }, waiting: { count: 1000, more: true } }),
    listLearners: async () => ({
      rows: [
        row,
        {
          ...row,
          progress: { ...row.progress, eligible: true },
          enrolment: { ...row.enrolment, id: 'en-2' },
        },
        { ...row, certificate, enrolment: { ...row.enrolment, id: 'en-3' } },
      ],
      next: null,
    }),
    issueCertificate: async () => certificate,
    previewCertificate: async () => new TextEncoder().encode('%PDF-1.7 sample'),
    finishCertificates: async () => 0,
    annulCertificate: async () => certificate,
    duplicateCertificate: async () => certificate,
    exchangeCertificate: async () => certificate,
    correctCertificate: async () => certificate,
    spoilNumber: async () => certificate,
    recordDelivery: async () => certificate,
    listRegister: async () => ({
      lines: registerLines.map(line => ({
        certificate: line,
        programme: { id: programme.id, title: programme.title },
      })),
      next: null,
    }),
    readRegister: async (_actor, id) => {
      const line = registerLines.find(each => each.id === id)
      if (!line) throw new NotFoundError('no such line')
      return {
        certificate: line,
        programme: { id: programme.id, title: programme.title },
        family: [certificate],
      }
    },
    readCertificate: async (_actor, id) => {
      if (id !== certificate.id) throw new NotFoundError('no such certificate')
      return { certificate, pdf: new TextEncoder().encode('%PDF-1.7 test') }
    },
    verify: async code => (code === certificate.verificationCode ? verification : null),
    verifyPdf: async hash => (hash === certificate.pdfHash ? verification : null),
    recompute: async () => {},
    recomputeAll: async () => 0,
    ...over,
  }
}

export const run: Run = {
  id: 'run-1',
  connectionId: 'c1',
  mode: 'incremental',
  status: 'done',
  fence: 1,
  startedAt: '2026-11-22T02:40:00.000Z',
  finishedAt: '2026-11-22T02:41:00.000Z',
  durationMs: 60_000,
  counts: {
    pulled: 1240,
    imported: 96,
    unchanged: 1130,
    quarantined: 14,
    changed: 0,
    entries: 96,
    calls: 42,
  },
  cursor: null,
  quarantineReasons: { 'hours-missing': 3, 'unknown-learner': 11 },
  warnings: [],
}

export const heldRun: Run = {
  ...run,
  id: 'run-held',
  removals: { gone: 12, of: 40, ceilingPercent: 10, status: 'held' },
  reconciliation: {
    source: { records: 28, rows: 30 },
    completions: 40,
    revisions: 41,
    entries: { imported: 20, confirmed: 18 },
    quarantine: { 'unknown-learner': 11 },
    differences: [{ code: 'completions-not-met', n: 12 }],
  },
}

export function fakeAdmin(over: Partial<Runs> = {}): Runs {
  return {
    listConnections: async () => [
      {
        id: 'c1',
        name: 'moodle-tspu',
        title: 'Moodle ТГПУ',
        type: 'moodle',
        quarantine: { 'hours-missing': 3, 'unknown-learner': 11 },
        lastRun: run,
      },
    ],
    readSchedule: async () => ({
      ...{ everyMinutes: 60, siteMinutes: 60, next: '2026-11-22T11:00:00Z' },
      ...{ fullEveryDays: 7, lastFull: '2026-11-20T11:00:00Z' },
    }),
    listRuns: async () => [run],
    readRun: async (_actor, id) => {
      if (id === heldRun.id) return heldRun
      if (id !== run.id) throw new NotFoundError('no such run')
      return { ...run, status: 'running', progress: 0.4 }
    },
    quarantine: async () => ({
      rows: [
        {
          connectionId: 'c1',
          key: 'course:12:user:7',
          reason: 'hours-missing',
          facts: { course: 'CD-PUSTO' },
          firstSeenAt: '2026-11-22T02:40:00.000Z',
        },
      ],
      next: null,
    }),
    replay: async () => 0,
    startRun: async () => ({ runId: run.id }),
    cancelRun: async () => {},
    pauseRun: async () => {},
    resumeRun: async () => ({ runId: run.id }),
    listHeld: async () => [
      {
        key: '7:12',
        person: 'Баранов Игорь Львович',
        title: 'Смешанное обучение',
        at: '2026-10-01T03:00:00.000Z',
      },
    ],
    listFiles: async () => [
      { sha256: 'e'.repeat(64), name: 'answers-1.txt' },
      { sha256: 'f'.repeat(64), name: 'answers-2.txt' },
    ],
    readFile: async () => ({
      sha256: '0'.repeat(64),
      name: 'выгрузка.csv',
      bytes: new TextEncoder().encode('Логин;ФИО'),
    }),
    releaseHeld: async () => ({ ...run, removals: { gone: 12, of: 40, ceilingPercent: 10, status: 'done' } }),
    dismissHeld: async () => {},
    ...over,
  }
}

export function fakeDrafts(over: Partial<Drafts> = {}): Drafts {
  const draft = {
    id: 'draft-1',
    path: '/queue/reject/now',
    at: '2026-11-22T02:00:00.000Z',
    fields: { entry: 'e9', reason: 'Нет подписи' },
    file: { field: 'scan', name: 'справка.pdf', bytes: 2_000_000 },
    lost: null,
  }
  return {
    keep: async () => null,
    read: async (_personId, id) => (id === draft.id ? draft : null),
    readFile: async () => null,
    remove: async () => {},
    ...over,
  }
}

export interface LogLine {
  level: 'info' | 'warn' | 'error'
  facts: object
}

export function memoryLog() {
  const lines: LogLine[] = []
  const at = (level: LogLine['level']) => (facts: object) => void lines.push({ level, facts })
  return { lines, info: at('info'), warn: at('warn'), error: at('error') }
}

/** A collaborator that the test does not need: whoever calls it after all is told its name. */
export function notFaked<T extends object>(name: string): T {
  const refuse = (method: string) => () => {
    throw new Error(`${name}.${method} is not faked in this test`)
  }
  return new Proxy({} as T, { get: (_, method) => refuse(String(method)) })
}

/** A small form for every question; `draw` gives its title. */
export const fakeForms: AppDeps['forms'] = {
  book: async () => aForm('book'),
  route: async () => aForm('route'),
  interview: async () => aForm('interview'),
  blank: async () => aForm('blank'),
  choices: async () => [
    {
      programme: { id: programme.id, title: programme.title },
      regulation: { id: 'tyumen', title: { ru: 'Положение', en: 'Regulation' } },
      forms: [{ id: 'book', title: { ru: 'Книжка', en: 'Book' } }],
    },
  ],
  draw: async form => new TextEncoder().encode(`%PDF-1.7 ${form.title}`),
}

const aForm = (file: string): PrintedForm => ({
  file,
  title: 'Форма',
  head: [],
  columns: [{ id: 'title', title: 'Название' }],
  rows: [{ cells: [{ text: 'Урок' }] }],
  foot: [],
  printedOn: '2026-11-22',
})

export function fakeDeps(over: Partial<AppDeps> = {}): AppDeps {
  return {
    credits: fakeCredits(),
    forms: fakeForms,
    templates: fakeTemplates(),
    statements: { issue: async () => certificate, find: async () => null },
    issuing: fakeIssuing(),
    tokens: fakeTokens(),
    federal: fakeFederal(),
    reports: fakeReports(),
    appointments: fakeAppointments(),
    routes: fakeRoutes(),
    courseLinks: async modules =>
      Object.fromEntries(
        modules.map(({ id }) => [
          id,
          { href: `https://moodle.example/course/view.php?id=${id}`, source: 'Moodle ТГПУ' },
        ]),
      ),
    keeping: fakeKeeping(),
    sessions: memorySessions(),
    drafts: fakeDrafts(),
    people: { setPreferences: async () => {}, setOpenedProgramme: async () => {} },
    platforms: { all: async () => [] },
    admin: fakeAdmin(),
    lms: fakeLms(),
    matching: fakeMatching(),
    setup: fakeSetup(),
    evidence: fakeEvidence(),
    workbookText,
    regulations: loadRegulations(null),
    ownRegulations: fakeRegulations(),
    webhooks: fakeWebhooks(),
    consents: fakeConsents(),
    personalData: fakePersonalData(),
    merging: fakeMerging(),
    ownDocuments: fakeOwnDocuments(),
    ltiRouter: Router(),
    config: { publicUrl: 'http://localhost', timeZone: 'Asia/Tomsk', version: '0.1.0' },
    ticketKey: new Uint8Array(32).fill(7),
    now: () => NOW,
    randomBytes,
    log: memoryLog(),
    ready: async () => ({ ready: true, checks: [{ name: 'store', ok: true }] }),
    ...over,
  }
}

export interface Person {
  roles: Role[]
  name?: string
  language?: 'ru' | 'en'
  personId?: string
  platformOrigin?: string
}

export interface Site {
  url: string
  deps: AppDeps
  /** Opens a session as a launch would. @returns headers for `fetch` and the base of its pages */
  enter(person: Person): Promise<{ cookie: string; base: string; home: string }>
  get(path: string, cookie?: string, headers?: Record<string, string>): Promise<Response>
  post(
    path: string,
    form: Record<string, string | string[]>,
    cookie?: string,
    headers?: Record<string, string>,
  ): Promise<Response>
  close(): Promise<void>
}

const SAME = { 'sec-fetch-site': 'same-origin' }

export async function openSite(over: Partial<AppDeps> = {}): Promise<Site> {
  const deps = fakeDeps(over)
  const server = createApp(deps).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const send = (path: string, init: RequestInit) => fetch(url + path, { redirect: 'manual', ...init })
  return {
    url,
    deps,
    enter: async ({ name = 'Орлова Мария Ильинична', ...person }) => {
      const { roles, language = 'ru', personId = 'p-1', platformOrigin = 'https://lms.example' } = person
      const { redirectTo, setCookies } = await issueSession(deps)({
        ...{ personId, name, roles },
        deployment: 'https://lms.example|client|1',
        language,
        platformOrigin,
      })
      const base = redirectTo.split('/').slice(0, 2).join('/')
      return { cookie: setCookies.map(cookie => cookie.split(';')[0]).join('; '), base, home: redirectTo }
    },
    get: (path, cookie = '', headers = {}) =>
      send(path, { headers: { accept: 'text/html', cookie, ...headers } }),
    post: (path, form, cookie = '', headers = SAME) => {
      const body = new URLSearchParams()
      for (const [name, value] of Object.entries(form))
        for (const one of [value].flat()) body.append(name, one)
      return send(path, { method: 'POST', body, headers: { accept: 'text/html', cookie, ...headers } })
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Hand-made views after the design pictures: 84 hours of 108, 16 pending, 20 not counted. Synthetic people only. */
import type { BookLine, BooksView, BookView, PersonView, QueueRow, QueueView } from '#credits/contract'
import { sha256 } from '#credits/sha256'
import type { CountedEntry, Progress } from '#domain/books/progress'
import type { Entry } from '#domain/entries/entry'
import { factsOfWait, waitOf } from '#domain/entries/reminder'
import { signatureOf, signed } from '#domain/entries/signature'
import { type Hours, parseHours, zeroHours } from '#domain/hours'
import type { EntryStatus, ModuleForm, ModuleKind } from '#domain/kinds'
import type { Certificate } from '#store/ports/certificates'
import type { StoredProgramme } from '#store/ports/people'

const h = (text: string): Hours => parseHours(text)

export const learner: PersonView = {
  id: 'p-kovaleva',
  familyName: 'Ковалёва',
  givenName: 'Анна',
  patronymic: 'Сергеевна',
  organisation: 'школа № 12, Томск',
}

export const programme: StoredProgramme = {
  id: 'prog-1',
  title: 'Цифровая дидактика',
  regulation: 'tspu',
  modules: [
    { id: 'm1', title: 'Введение в цифровую дидактику', kind: 'seminar', part: 'invariant', hours: h('8') },
    { id: 'm2', title: 'Смешанное обучение', kind: 'seminar', part: 'invariant', hours: h('8') },
    { id: 'm6', title: 'Формирующее оценивание', kind: 'master-class', part: 'invariant', hours: h('24') },
    { id: 'm10', title: 'Проектирование урока', kind: 'seminar', part: 'invariant', hours: h('8') },
    { id: 'm4', title: 'Фотогалерея', kind: 'photo-gallery', part: 'variative', hours: h('12') },
  ],
  issuer: { name: 'ТГПУ', city: 'Томск', signatory: 'Ректор', secretary: 'Секретарь' },
  provider: 'ТГПУ',
  deployments: ['https://lms.example|client|1'],
  createdAt: '2024-08-01T00:00:00.000Z',
}

interface LineSeed {
  n: number
  module: string
  title: string
  kind: ModuleKind
  form: ModuleForm
  hours: string
  date: string
  provider?: string
  document?: string
  status?: EntryStatus
  differs?: Entry['differs']
  counted?: string
  reason?: CountedEntry['reason']
  facts?: Record<string, string>
  clause?: string
}

const seeds: LineSeed[] = [
  {
    n: 1,
    module: 'm1',
    title: 'Семинар «Введение в цифровую дидактику»',
    kind: 'seminar',
    form: 'in-person',
    hours: '8',
    date: '2024-10-15',
    document: 'справка № 2',
  },
  {
    n: 2,
    module: 'm2',
    title: 'Семинар «Смешанное обучение»',
    kind: 'seminar',
    form: 'distance',
    hours: '8',
    date: '2025-01-20',
    document: 'справка № 5',
  },
  {
    n: 3,
    module: 'm3',
    title: 'Курирование обучающихся в проекте',
    kind: 'pupil-guidance',
    form: 'distance',
    hours: '24',
    date: '2025-03-22',
    document: 'справка № 7',
  },
  {
    n: 4,
    module: 'm4',
    title: 'Фотогалерея «Моя малая родина»',
    kind: 'photo-gallery',
    form: 'distance',
    hours: '12',
    date: '2025-06-05',
    provider: '«Академия успеха»',
    document: 'справка № 8',
  },
  {
    n: 5,
    module: 'm2',
    title: 'Семинар «Смешанное обучение»',
    kind: 'seminar',
    form: 'distance',
    hours: '8',
    date: '2025-10-30',
    document: 'справка № 19',
    counted: '0',
    reason: 'duplicate',
    facts: { n: '2', id: 'e2', date: '2025-01-20' },
  },
  {
    n: 6,
    module: 'm6',
    title: 'Мастер-класс «Формирующее оценивание»',
    kind: 'master-class',
    form: 'in-person',
    hours: '24',
    date: '2026-02-12',
    document: 'справка № 41',
  },
  {
    n: 7,
    module: 'm7',
    title: 'Открытый урок на курсах ПК',
    kind: 'open-lesson',
    form: 'in-person',
    hours: '8',
    date: '2026-05-18',
    document: 'справка № 77',
    differs: [{ field: 'hours', was: '8.00', now: '6.00', seenAt: '2026-06-01T08:00:00.000Z' }],
  },
  {
    n: 8,
    module: 'm4',
    title: 'Фотогалерея «Осень в школе», 3-я',
    kind: 'photo-gallery',
    form: 'distance',
    hours: '12',
    date: '2026-09-20',
    provider: '«Академия успеха»',
    counted: '0',
    reason: 'kind-cap',
    facts: {
      kind: 'photo-gallery',
      cap: '12.00',
      used: '12.00',
      countedIn: 'e4',
      otherKinds: 'seminar,master-class',
    },
    clause: 'п. 12 программы',
  },
  {
    n: 9,
    module: 'm9',
    title: 'Сетевой конкурс «Урок будущего»',
    kind: 'contest',
    form: 'distance',
    hours: '16',
    date: '2026-11-15',
    document: 'сертификат № 512',
    status: 'imported',
    counted: '0',
    reason: 'not-confirmed',
    facts: { date: '2026-11-16' },
  },
]

const numberOf = Object.fromEntries(seeds.map(seed => [`e${seed.n}`, seed.n]))

export function entryOf(seed: Partial<LineSeed> & { n: number }): Entry {
  const status = seed.status ?? 'confirmed'
  const at = `${seed.date ?? '2026-01-15'}T08:00:00.000Z`
  const step = { by: 'p-curator', byName: 'Орлова Мария Ильинична', byRole: 'curator', at }
  return {
    id: `e${seed.n}`,
    learnerId: learner.id,
    programmeId: programme.id,
    moduleId: seed.module ?? 'm1',
    kind: seed.kind ?? 'seminar',
    form: seed.form ?? 'distance',
    title: seed.title ?? 'Семинар',
    hours: h(seed.hours ?? '8'),
    date: seed.date ?? '2026-01-15',
    provider: seed.provider ?? 'ТГПУ',
    ...(seed.document && { document: seed.document }),
    selfEducation: false,
    status,
    origin: { type: 'completion', connectionId: 'c1', completionKey: `k${seed.n}`, revision: 1 },
    history: [
      {
        ...step,
        action: 'import',
        from: null,
        to: 'imported',
        by: 'system',
        byName: 'Зачётка',
        byRole: 'system',
      },
      ...(status === 'confirmed'
        ? [{ ...step, action: 'confirm' as const, from: 'imported' as const, to: 'confirmed' as const }]
        : []),
    ],
    createdAt: at,
    ...(seed.differs && { differs: seed.differs }),
  }
}

function lineOf(seed: LineSeed): BookLine {
  const entry = signed(entryOf(seed), sha256)
  const signature = signatureOf(entry, sha256)
  const counted = seed.counted === undefined ? entry.hours : h(seed.counted)
  const wait = waitOf(entry, { days: 5, today: '2026-11-22', dateOf: instant => instant.slice(0, 10) })
  const facts = { ...seed.facts, ...(wait && seed.reason === 'not-confirmed' && factsOfWait(wait)) }
  return {
    number: seed.n,
    entry,
    counted: {
      id: entry.id,
      counted,
      uncounted: (entry.hours - counted) as Hours,
      ...(seed.reason && { reason: seed.reason }),
      ...(Object.keys(facts).length > 0 && { facts }),
      ...(seed.clause && { clause: seed.clause }),
    },
    ...(wait && { wait }),
    ...(signature && { signature }),
    numberOf,
  }
}

export const progress: Progress = {
  hours: { required: h('108'), counted: h('84'), pending: h('16'), uncounted: h('20'), surplus: zeroHours },
  entries: seeds.map(seed => lineOf(seed).counted),
  requirements: [
    {
      id: 'total-hours',
      clause: 'п. 2.6',
      met: false,
      asks: '108.00',
      has: '84.00',
      facts: { missing: '24.00' },
    },
    {
      id: 'invariant-modules',
      clause: 'п. 2.4',
      met: false,
      asks: '4',
      has: '3',
      facts: { inProgramme: '4', missing: 'Проектирование урока', missingIds: 'm10', awaiting: '0' },
    },
    { id: 'term-max', clause: 'п. 2.8', met: true, asks: '2027-09-02', has: '2026-11-22' },
    { id: 'enrolment-documents', clause: 'п. 3.4', met: true, asks: 'complete', has: 'complete' },
  ],
  eligible: false,
  term: { from: '2024-09-02', earliestIssue: '2025-09-02', until: '2027-09-02' },
}

/** Of the approved route; nothing of it has an entry yet. */
const planned = [
  { id: 'i-1', title: 'Проектирование урока', hours: h('8'), plannedOn: '2027-03-12' },
  { id: 'i-2', title: 'Конференция учителей', hours: h('16'), plannedOn: '2027-03-20' },
  { id: 'i-3', title: 'Защита проекта', plannedOn: '2027-05-14' },
]

export function bookView(over: Partial<BookView> = {}): BookView {
  return {
    person: learner,
    programme,
    regulation: {
      id: 'tspu',
      version: '1',
      titleRu: 'Основные положения реализации накопительной системы',
      titleEn: 'Principles of the cumulative system',
      shortRu: 'Положение ТГПУ',
      shortEn: 'TSPU regulation',
      rules: {
        term: {
          min: { years: 1, months: 0 },
          max: { years: 3, months: 0 },
          minimumHolds: true,
          afterEnd: 'mastered-in-term',
          clause: 'п. 2.8',
        },
        surplus: { policy: 'burn', clause: 'п. 2.6' },
        issuingBody: { ru: 'ТГПУ', en: 'TSPU' },
      },
    },
    enrolment: {
      id: 'en-1',
      learnerId: learner.id,
      programmeId: programme.id,
      enrolledOn: '2024-09-02',
      facts: {},
      status: 'active',
      createdAt: '2024-09-02T03:00:00.000Z',
    },
    progress,
    lines: seeds.map(lineOf).reverse(),
    certificate: null,
    planned,
    today: '2026-11-22',
    ...over,
  }
}

export function booksView(over: Partial<BookView> = {}): BooksView {
  const programmes = [{ id: programme.id, title: programme.title, mayEnter: true }]
  return { person: learner, programmes, book: bookView(over) }
}

/** The same book with more lines, every one of them alike to those above. */
export function longBook(count: number, over: Partial<BookView> = {}): BooksView {
  const lines = Array.from({ length: count }, (_, i) => {
    const seed = seeds[i % seeds.length] as LineSeed
    return lineOf({ ...seed, n: i + 1 })
  })
  return booksView({ lines: lines.reverse(), ...over })
}

export const emptyProgress: Progress = {
  ...progress,
  hours: {
    required: h('108'),
    counted: zeroHours,
    pending: zeroHours,
    uncounted: zeroHours,
    surplus: zeroHours,
  },
  entries: [],
}

export const certificate: Certificate = {
  id: 'cert-1',
  enrolmentId: 'en-1',
  learnerId: learner.id,
  programmeId: programme.id,
  state: 'issued',
  status: 'valid',
  entryIds: ['e1'],
  claimedAt: '2026-11-20T04:00:00.000Z',
  claimedBy: { personId: 'p-issuer', name: 'Петров Пётр Петрович' },
  year: 2026,
  seq: 101,
  verificationCode: '4K7P2MNX9RTA',
  pdfHash: 'a'.repeat(64),
  issuedAt: '2026-11-20T04:00:01.000Z',
  snapshot: {
    learner: { familyName: 'Ковалёва', givenName: 'Анна', patronymic: 'Сергеевна' },
    programme: { title: 'Цифровая дидактика', regulation: 'tspu', regulationVersion: '1' },
    issuer: programme.issuer,
    documentTitle: 'Удостоверение о повышении квалификации',
    hours: '108.00',
    period: { from: '2024-09-02', to: '2026-11-15' },
    modules: [],
    issuedOn: '2026-11-20',
    registrationNumber: '0101',
    verificationCode: '4K7P2MNX9RTA',
    verificationUrl: 'http://localhost/verify/4K7P2MNX9RTA',
  },
}

const people: [string, string, string][] = [
  ['Алексеева', 'Мария', 'Петровна'],
  ['Баранов', 'Игорь', 'Львович'],
  ['Васильева', 'Ольга', 'Юрьевна'],
  ['Григорьев', 'Денис', 'Олегович'],
  ['Дмитриева', 'Елена', 'Игоревна'],
  ['Зайцева', 'Нина', 'Павловна'],
]

export function queueRow(i: number): QueueRow {
  const [familyName, givenName, patronymic] = people[i % people.length] as [string, string, string]
  const entry = entryOf({
    n: 100 + i,
    module: 'm2',
    title: 'Семинар «Смешанное обучение»',
    hours: i === 2 ? '6' : '8',
    date: '2026-11-15',
    status: 'imported',
  })
  const remarks = [
    ...(i === 2 ? [{ id: 'hours-differ-from-tariff', facts: { hours: '6.00', expected: '8.00' } }] : []),
    ...(i === 4 ? [{ id: 'looks-like-duplicate', facts: { n: '14', id: 'e14', date: '2026-11-14' } }] : []),
  ]
  return {
    entry: { ...entry, learnerId: `p-${i}` },
    learner: { id: `p-${i}`, familyName, givenName, patronymic, organisation: `школа № ${12 + i}, Томск` },
    remarks,
    own: false,
    tariffHours: i === 2 ? h('8') : null,
  }
}

export function queueView(over: Partial<QueueView> = {}): QueueView {
  return {
    waiting: { count: 128, more: false },
    reminded: { count: 0, more: false },
    late: { count: 6, more: false },
    groups: [
      {
        programme: { id: programme.id, title: programme.title },
        module: { id: 'm2', title: 'Семинар «Смешанное обучение»', kind: 'seminar', hours: h('8') },
        date: '2026-11-15',
        source: 'Moodle ТГПУ',
        reported: { count: 32, more: false },
        rest: { count: 26, more: false },
        rows: people.map((_, i) => queueRow(i)),
      },
    ],
    next: { programmeId: programme.id, moduleId: 'm2', date: '2026-11-15', id: 'e105' },
    firstDay: null,
    programmes: [{ id: programme.id, title: programme.title }],
    modules: programme.modules.map(({ id, title }) => ({ id, title })),
    sources: [{ id: 'c1', title: 'Moodle ТГПУ', lastRunAt: '2026-11-22T02:40:00.000Z', nextRunAt: null }],
    ...over,
  }
}

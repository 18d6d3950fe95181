/** A hand-made route and appointments, and use cases that answer with them. Synthetic people only. */
import type { Appointments, AppointmentView } from '#credits/appointments/contract'
import type { RouteRow, Routes, RouteView } from '#credits/routes/contract'
import { NotFoundError } from '#domain/errors'
import { parseHours } from '#domain/hours'
import { diffItems, diffTexts } from '#domain/routes/diff'
import { learner, programme } from './views.ts'

const h = parseHours
const AT = '2026-11-20T04:00:00.000Z'

export function routeView(over: Partial<RouteView> = {}): RouteView {
  const item = {
    id: 'i1',
    title: 'Семинар «Смешанное обучение»',
    kind: 'seminar' as const,
    part: 'invariant' as const,
    moduleId: 'm2',
    hours: h('8'),
    plannedOn: '2026-12-01',
    provider: 'ТГПУ',
    number: 1,
    actualOn: null,
    entryId: null,
    forMe: true,
  }
  const own = {
    ...item,
    ...{ id: 'i2', number: 2, title: 'Конференция «Школа будущего»', kind: 'conference' as const },
    actualOn: '2026-11-15',
    entryId: 'e7',
  }
  return {
    id: 'route-1',
    version: 7,
    subject: {
      type: 'learner',
      learnerId: learner.id,
      enrolmentId: 'en-1',
      familyName: 'Ковалёва',
      givenName: 'Анна',
      patronymic: 'Сергеевна',
    },
    organisation: 'школа № 12, Томск',
    programme: { id: programme.id, title: programme.title },
    regulation: {
      id: 'tyumen',
      version: '1',
      title: { ru: 'Положение Тюменской области', en: 'Regulation of Tyumen' },
      clause: 'п. 2.2',
    },
    term: { from: '2026-09-01', until: '2027-09-01' },
    revision: { number: 2, kind: 'first', state: 'draft', createdAt: AT },
    inForce: null,
    items: [item, own],
    texts: [],
    due: [],
    removed: [{ ...item, id: 'i3', title: 'Фотогалерея' }],
    plan: {
      planned: h('112'),
      counting: h('100'),
      required: h('108'),
      countsHours: true,
      mandatory: { total: 2, planned: 1, missing: [{ id: 'm1', title: 'Введение в цифровую дидактику' }] },
      lastPlannedOn: '2026-12-01',
      done: 1,
      budget: null,
    },
    steps: [],
    revisions: [
      { number: 1, kind: 'first', state: 'returned', sentAt: AT },
      { number: 2, kind: 'first', state: 'draft' },
    ],
    history: [
      {
        ...{ action: 'send', version: 5, revision: 1, by: learner.id, byName: 'Ковалёва Анна Сергеевна' },
        ...{ byRole: 'learner', at: AT },
      },
      {
        ...{ action: 'return', version: 6, revision: 1, by: 'p-head', byName: 'Петров Пётр Петрович' },
        ...{ byRole: 'head', at: AT, comment: 'Мало практики' },
      },
    ],
    handOver: null,
    closed: null,
    teachers: [],
    catalogue: [
      { id: 'm1', title: 'Введение в цифровую дидактику', kind: 'seminar', part: 'invariant', hours: h('8') },
    ],
    columns: [],
    may: ['edit', 'send', 'comment', 'hand-over'],
    myStep: null,
    startsAlone: false,
    ...over,
  }
}

/** Sent, and waiting for the head who looks. */
export const waitingRoute = (over: Partial<RouteView> = {}): RouteView =>
  routeView({
    id: 'route-2',
    revision: { number: 2, kind: 'first', state: 'in-approval', createdAt: AT, sentAt: AT },
    removed: [],
    answerDays: 5,
    steps: [
      {
        ...{ does: 'agrees', by: ['mentor', 'head'], optional: false, status: 'waiting', isNext: true },
        roles: [
          { role: 'mentor', title: { ru: 'педагог-наставник', en: 'mentor' } },
          { role: 'head', title: { ru: 'руководитель', en: 'head' } },
        ],
        holders: [{ personId: 'p-1', name: 'Орлова Мария Ильинична', role: 'head' }],
      },
      {
        ...{ does: 'orders', by: ['methodist'], optional: false, status: 'waiting', isNext: false },
        roles: [{ role: 'methodist', title: { ru: '', en: '' } }],
        holders: [],
      },
    ],
    may: ['take', 'return', 'comment'],
    myStep: 'orders',
    ...over,
  })

export const routeRow: RouteRow = {
  id: 'route-2',
  subject: { type: 'learner', name: 'Ковалёва Анна Сергеевна' },
  organisation: 'школа № 12, Томск',
  programme: { id: programme.id, title: programme.title },
  revision: 2,
  kind: 'first',
  state: 'in-approval',
  sentAt: AT,
  planned: h('112'),
  required: h('108'),
  events: 12,
  done: 5,
  waitsFor: [{ role: 'head', title: { ru: 'руководитель', en: 'head' } }],
  waitsForMe: true,
}

/** Sent by the learner who looks, and to be withdrawn by them. */
export const sentRoute = (over: Partial<RouteView> = {}): RouteView =>
  waitingRoute({
    ...{ id: 'route-3', may: ['withdraw', 'comment'], myStep: null },
    history: [
      {
        ...{ action: 'send', version: 7, revision: 2, by: 'p-1', byName: 'Ковалёва Анна Сергеевна' },
        ...{ byRole: 'learner', at: AT },
      },
    ],
    ...over,
  })

/** Of a regulation whose form has texts to write. */
const writtenRoute = routeView({
  id: 'route-4',
  texts: [
    {
      id: 'goals',
      title: { ru: 'Цели обучения', en: 'Goals' },
      part: { ru: 'Пояснительная записка', en: 'Explanatory note' },
      text: 'Освоить смешанное обучение',
    },
  ],
})

const ROUTES = new Map([routeView(), waitingRoute(), sentRoute(), writtenRoute].map(view => [view.id, view]))

export function fakeRoutes(over: Partial<Routes> = {}): Routes {
  const read: Routes['read'] = async (_actor, id) => {
    const route = ROUTES.get(id)
    if (!route) throw new NotFoundError('no such route')
    return route
  }
  const done = (_actor: unknown, { routeId }: { routeId: string }) => read({} as never, routeId)
  return {
    mine: async () => [{ enrolmentId: 'en-1', programme, route: routeView(), mayStart: true, startedBy: [] }],
    read,
    find: async () => routeView(),
    list: async () => ({
      rows: [routeRow, { ...routeRow, id: 'route-1', waitsForMe: false }],
      next: null,
    }),
    diff: async () => {
      const [before, after] = routeView().items.map(
        ({ number: _place, actualOn: _day, entryId: _entry, forMe: _mine, ...item }) => item,
      )
      const aim = { id: 'aim', title: { ru: 'Цель', en: 'Aim' }, part: { ru: 'Записка', en: 'Note' } }
      const texts = diffTexts([aim], { texts: {} }, { texts: { aim: 'Освоить смешанное обучение' } })
      if (!before || !after) return { items: [], texts }
      const items = diffItems([before], [{ ...before, hours: h('12'), plannedOn: '2027-01-15' }, after])
      return { items, texts }
    },
    schoolProgrammes: async () => [{ id: programme.id, title: programme.title }],
    startable: async () => [
      { enrolmentId: 'en-2', name: 'Баранов Игорь Львович', programme: programme.title },
    ],
    tellRequirements: async () => 0,
    start: async () => routeView(),
    putItem: done,
    changeItem: done,
    writeTexts: done,
    addMandatory: done,
    moveItem: done,
    removeItem: done,
    restoreItem: done,
    send: done,
    withdraw: done,
    take: done,
    returnForRework: done,
    change: done,
    moveDate: done,
    changeTheme: done,
    comment: done,
    handOver: done,
    accept: done,
    ...over,
  }
}

export const appointment: AppointmentView = {
  id: 'ap-1',
  personId: 'p-head',
  personName: 'Петров Пётр Петрович',
  role: 'head',
  organisations: ['школа № 12, Томск'],
  programmeIds: [programme.id],
  from: '2026-09-01',
  until: '2027-08-31',
  basis: 'приказ № 4',
  history: [
    {
      action: 'appointed',
      by: 'p-admin',
      byName: 'Смирнова Ольга Викторовна',
      at: '2026-09-01T03:00:00.000Z',
    },
  ],
  createdAt: '2026-09-01T03:00:00.000Z',
  inForce: true,
  programmes: [{ id: programme.id, title: programme.title }],
  learners: [],
}

export function fakeAppointments(over: Partial<Appointments> = {}): Appointments {
  const record = {
    id: 'ho-1',
    fromPersonId: 'p-head',
    toPersonId: 'p-next',
    on: '2026-11-22',
    by: 'p-admin',
    byName: 'Смирнова Ольга Викторовна',
    at: AT,
    appointments: [{ ended: 'ap-1', begun: 'ap-2' }],
  }
  return {
    roles: async () => [],
    list: async () => ({ rows: [appointment], next: null }),
    find: async () => [
      {
        ...{ id: 'p-next', name: 'Фёдорова Ирина Олеговна', organisation: 'школа № 12, Томск' },
        accounts: ['lms.example 128'],
      },
    ],
    invite: async () => ({ id: 'p-new', name: 'Новикова Вера', organisation: null, accounts: [] }),
    appoint: async () => ({ ...appointment, isNew: true }),
    end: async () => appointment,
    previewHandOver: async () => ({ appointments: [appointment] }),
    handOver: async () => record,
    handOvers: async () => [
      { ...record, fromName: 'Петров Пётр Петрович', toName: 'Фёдорова Ирина Олеговна' },
    ],
    ...over,
  }
}

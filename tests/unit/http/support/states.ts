/** What a page shows when not all is as usual (ux.md §2): nothing there yet, done, refused, changed by another, broken. */
import type { Role } from '#domain/access/actor'
import { ConflictError, ForbiddenError, RemovedError } from '#domain/errors'
import { parseHours } from '#domain/hours'
import { emptyTally } from '#domain/reports/tally'
import { TooManyRequestsError } from '#http/errors'
import { fakeCredits, type openSite } from './fakes.ts'
import { fakeMatching } from './matching.ts'
import { fakeOwnDocuments } from './own-data.ts'
import { fakeReports, reportView } from './reports.ts'
import { fakeRoutes } from './routes.ts'
import { booksView, certificate, emptyProgress, learner, longBook, progress, queueView } from './views.ts'

export interface State {
  what: string
  role: Role | null
  path: string
  status: number
}

const bookOf = (state: string): string => `/book?programme=${state}`

export const STATES: readonly State[] = [
  { what: 'a book with nothing in it yet', role: 'learner', path: bookOf('empty'), status: 200 },
  {
    what: 'a filter that finds no line',
    role: 'learner',
    path: '/book?programme=empty&show=left',
    status: 200,
  },
  { what: 'nobody enrolled', role: 'learner', path: bookOf('none'), status: 200 },
  { what: 'no route and no programme', role: 'learner', path: '/route', status: 200 },
  { what: 'no document yet', role: 'learner', path: '/documents', status: 200 },
  { what: 'no module that fits', role: 'learner', path: '/route/modules?closes=yes&hours=999', status: 200 },
  { what: 'several programmes', role: 'learner', path: bookOf('several'), status: 200 },
  { what: 'a certificate issued, hours beyond it', role: 'learner', path: bookOf('issued'), status: 200 },
  { what: 'everything done', role: 'learner', path: bookOf('ready'), status: 200 },
  { what: 'a middle part of a long book', role: 'learner', path: `${bookOf('long')}&page=2`, status: 200 },
  { what: 'a report of nobody', role: 'curator', path: '/reports?on=2020-01-01', status: 200 },
  { what: 'a list without names', role: 'curator', path: '/reports/list?standing=behind', status: 200 },
  { what: 'a queue with nothing left', role: 'curator', path: '/queue', status: 200 },
  { what: 'a queue that a filter leaves empty', role: 'curator', path: '/queue?programme=done', status: 200 },
  { what: 'the first day of a queue', role: 'administrator', path: '/queue', status: 200 },
  { what: 'nobody to be known', role: 'curator', path: '/matching', status: 200 },
  { what: 'no right', role: 'learner', path: bookOf('forbidden'), status: 403 },
  { what: 'no such page', role: 'learner', path: '/nowhere', status: 404 },
  { what: 'changed by somebody else', role: 'curator', path: bookOf('changed'), status: 409 },
  { what: 'removed by somebody else', role: 'curator', path: bookOf('removed'), status: 410 },
  {
    what: 'an address that cannot be',
    role: 'curator',
    path: '/learners/p-kovaleva/records/new',
    status: 422,
  },
  { what: 'too often', role: 'learner', path: bookOf('often'), status: 429 },
  { what: 'a fault of ours', role: 'learner', path: bookOf('broken'), status: 500 },
  { what: 'a session that is over', role: null, path: '/book', status: 401 },
]

const surplus = {
  ...progress,
  eligible: true,
  hours: {
    ...progress.hours,
    counted: parseHours('112'),
    pending: parseHours('0'),
    surplus: parseHours('4'),
  },
}

const removal = {
  ...{ byName: 'Петров Пётр Петрович', at: '2026-11-22T02:40:00.000Z', action: 'removed' },
  differences: [],
}

const BOOKS: Readonly<Record<string, () => ReturnType<typeof booksView>>> = {
  empty: () => booksView({ progress: emptyProgress, lines: [], planned: [] }),
  none: () => ({ person: learner, programmes: [], book: null }),
  several: () => {
    const books = booksView()
    const other = { id: 'prog-2', title: 'Оценивание для обучения', mayEnter: true }
    return { ...books, programmes: [...books.programmes, other] }
  },
  issued: () => booksView({ progress: surplus, certificate }),
  ready: () => booksView({ progress: { ...surplus, requirements: [] } }),
  long: () => longBook(250),
  forbidden: () => refuse(new ForbiddenError('not yours', { roles: 'curator' })),
  changed: () =>
    refuse(
      new ConflictError(
        'changed',
        {},
        {
          meanwhile: {
            byName: 'Петров Пётр Петрович',
            at: '2026-11-22T02:40:00.000Z',
            differences: [{ field: 'hours', was: '800', now: '600' }],
          },
        },
      ),
    ),
  removed: () => refuse(new RemovedError('removed', {}, { meanwhile: removal })),
  often: () => refuse(new TooManyRequestsError('too many', { what: 'api', limit: 600 })),
  broken: () => refuse(new TypeError('x is not a function')),
}

function refuse(error: Error): never {
  throw error
}

const nothing = { count: 0, more: false }

const emptyQueue = queueView({ groups: [], next: null, waiting: nothing, late: nothing })
const firstDay = {
  learners: { count: 40, more: false },
  sources: [{ title: 'Moodle ТГПУ', completions: 0 }],
}

/** The leaves that bring a site into each of the states, by the programme that is asked for. */
export const statesOf = (): Parameters<typeof openSite>[0] => ({
  credits: fakeCredits({
    readBooks: async (_actor, { programmeId = '' }) => (BOOKS[programmeId] ?? booksView)(),
    listQueue: async ({ roles }) =>
      roles.includes('administrator') ? { ...emptyQueue, firstDay } : emptyQueue,
  }),
  routes: fakeRoutes({ mine: async () => [] }),
  ownDocuments: fakeOwnDocuments({ list: async () => [] }),
  matching: fakeMatching({
    listStrangers: async () => ({
      strangers: [],
      total: { accounts: 0, records: 0, more: false },
      next: null,
    }),
    listDecisions: async () => [],
    listCourses: async () => [],
  }),
  reports: fakeReports({
    readReport: async () => ({ ...reportView, total: emptyTally(), firstOn: '2024-09-02' }),
    listStanding: async () => ({ rows: [], count: 3, hidden: 3, before: 0, hasNext: false }),
  }),
})

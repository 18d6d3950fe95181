/** Which page answers which path, and the name under which it is counted and under which faults hit it. */
import { indexPage, notFound } from '../pages.ts'
import { json, type Reply } from '../reply.ts'
import { contentItemReturnPage, type DeepLink } from './deep-linking.ts'
import { authPage, contentItemPage, courseViewPage, launchPage, viewPage } from './launch.ts'
import { lineItemPage, lineItemsPage, resultsPage, scoresPage } from './line-items.ts'
import { membershipsPage } from './memberships.ts'
import type { Call, Platform } from './platform.ts'
import { openidConfiguration, registrationPage, startRegistration } from './registration.ts'
import { tokenPage } from './token.ts'

export interface Request {
  platform: Platform
  call: Call
  links: DeepLink[]
  /** Seconds UTC. */
  now: number
  /** Numbers in the path, in order. */
  ids: readonly number[]
}

type Route = readonly [path: RegExp, name: string, page: (request: Request) => Reply | Promise<Reply>]

const id = ([first = 0, second = 0]: readonly number[]): readonly [number, number] => [first, second]

const ROUTES: readonly Route[] = [
  [/^\/$/, 'page', ({ platform }) => indexPage(platform)],
  [/^\/course\/view\.php$/, 'page', ({ platform, call }) => courseViewPage(platform, call)],
  [/^\/mod\/lti\/view\.php$/, 'page', ({ platform, call }) => viewPage(platform, call)],
  [/^\/mod\/lti\/launch\.php$/, 'lti:launch', ({ platform, call }) => launchPage(platform, call)],
  [/^\/mod\/lti\/contentitem\.php$/, 'lti:launch', ({ platform, call }) => contentItemPage(platform, call)],
  [/^\/mod\/lti\/auth\.php$/, 'lti:auth', ({ platform, call, now }) => authPage(platform, call, now)],
  [/^\/mod\/lti\/certs\.php$/, 'lti:certs', ({ platform }) => json(platform.keys.jwks())],
  [/^\/mod\/lti\/token\.php$/, 'lti:token', ({ platform, call, now }) => tokenPage(platform, call, now)],
  [
    /^\/mod\/lti\/openid-configuration\.php$/,
    'lti:configuration',
    ({ platform }) => openidConfiguration(platform),
  ],
  [
    /^\/mod\/lti\/startltiadvregistration\.php$/,
    'lti:registration',
    ({ platform, call }) => startRegistration(platform, call),
  ],
  [
    /^\/mod\/lti\/openid-registration\.php$/,
    'lti:registration',
    ({ platform, call }) => registrationPage(platform, call),
  ],
  [
    /^\/mod\/lti\/contentitem_return\.php$/,
    'lti:deep-link',
    ({ platform, call, links }) => contentItemReturnPage(platform, call, links),
  ],
  [
    /^\/mod\/lti\/services\.php\/CourseSection\/(\d+)\/bindings\/(\d+)\/memberships$/,
    'lti:memberships',
    ({ platform, call, ids, now }) => membershipsPage(platform, call, ...id(ids), now),
  ],
  [
    /^\/mod\/lti\/services\.php\/(\d+)\/lineitems$/,
    'lti:lineitems',
    ({ platform, call, ids, now }) => lineItemsPage(platform, call, id(ids)[0], now),
  ],
  [
    /^\/mod\/lti\/services\.php\/(\d+)\/lineitems\/(\d+)\/lineitem$/,
    'lti:lineitems',
    ({ platform, call, ids, now }) => lineItemPage(platform, call, ...id(ids), now),
  ],
  [
    /^\/mod\/lti\/services\.php\/(\d+)\/lineitems\/(\d+)\/lineitem\/scores$/,
    'lti:scores',
    ({ platform, call, ids, now }) => scoresPage(platform, call, ...id(ids), now),
  ],
  [
    /^\/mod\/lti\/services\.php\/(\d+)\/lineitems\/(\d+)\/lineitem\/results$/,
    'lti:results',
    ({ platform, call, ids, now }) => resultsPage(platform, call, ...id(ids), now),
  ],
]

/** The name and the page of a path. */
export function route(path: string): {
  name: string
  page: (request: Omit<Request, 'ids'>) => Reply | Promise<Reply>
} {
  for (const [pattern, name, page] of ROUTES) {
    const match = pattern.exec(path)
    if (match) return { name, page: request => page({ ...request, ids: match.slice(1).map(Number) }) }
  }
  return { name: 'page', page: ({ platform }) => notFound(platform, 'Страница не найдена') }
}

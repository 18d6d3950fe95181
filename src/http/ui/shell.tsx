import type { ComponentChildren } from 'preact'
import type { Role } from '#domain/actor'
import type { View } from '../view.ts'
import type { Words } from '../words/ru.ts'

export type NavKey = keyof Words['nav']

const TABS: Record<Role, readonly NavKey[]> = {
  learner: ['book', 'route', 'documents'],
  curator: ['queue', 'routes', 'matching', 'learners', 'acts', 'reports'],
  issuer: ['issue', 'register', 'templates', 'learners', 'reports'],
  administrator: [
    'admin',
    'people',
    'writing',
    'routes',
    'quarantine',
    'matching',
    'programmes',
    'platforms',
    'connect',
    'courses',
    'tokens',
    'diagnosis',
    'webhooks',
    'reports',
  ],
  system: [],
}

const PATHS: Record<NavKey, string> = {
  book: '/book',
  documents: '/documents',
  route: '/route',
  routes: '/routes',
  people: '/admin/people',
  acts: '/acts',
  writing: '/admin/writing',
  queue: '/queue',
  learners: '/learners',
  issue: '/issue',
  register: '/register',
  templates: '/issue/templates',
  reports: '/reports',
  admin: '/admin',
  quarantine: '/admin/quarantine',
  matching: '/matching',
  programmes: '/admin/programmes',
  platforms: '/admin/platforms',
  connect: '/admin/connect',
  courses: '/admin/courses',
  tokens: '/admin/tokens',
  diagnosis: '/admin/diagnosis',
  webhooks: '/admin/webhooks',
}

export interface ShellProps {
  view: View
  title: string
  nav?: NavKey
  /** «Ошибка:» stands first in the title. */
  isError?: boolean
  /** No script at all: public pages. */
  bare?: boolean
  script?: 'queue' | 'diagnosis' | 'upload'
  /** Seconds after which a page without script asks for itself again. */
  refresh?: number
  counts?: Partial<Record<NavKey, string>>
  children: ComponentChildren
}

export function Shell({ view, title, nav, isError, bare, script, refresh, counts, children }: ShellProps) {
  const { t, lang } = view
  return (
    <html lang={lang} data-theme={view.theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${isError ? `${t.error}: ` : ''}${title} — ${t.product}`}</title>
        <meta name="robots" content="noindex" />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/app.css" />
        {refresh && (
          <noscript>
            <meta http-equiv="refresh" content={String(refresh)} />
          </noscript>
        )}
        {!bare && <Scripts script={script} inFrame={view.inFrame} />}
      </head>
      <body
        data-words={
          bare
            ? undefined
            : JSON.stringify({
                offline: t.offline,
                unsent: t.unsent,
                copied: t.admin.copied,
                loading: t.loading,
              })
        }
      >
        <a class="skip" href="#main">
          {t.skip}
        </a>
        {view.isDemo && <div class="demo">{t.demo}</div>}
        <header class="top" id="top">
          <Tabs view={view} nav={nav} counts={counts} />
          <Tools view={view} />
        </header>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        {!bare && <div id="live" class="vh" role="status" />}
      </body>
    </html>
  )
}

const Scripts = ({ script, inFrame }: { script: ShellProps['script']; inFrame: boolean }) => (
  <>
    <meta
      name="htmx-config"
      content='{"includeIndicatorCSS":false,"defaultSwap":"outerMorph","defaultTimeout":30000,"history":"reload"}'
    />
    <script src="/assets/htmx.min.js" defer />
    <script src="/assets/app.js" type="module" />
    {inFrame && <script src="/assets/frame.js" type="module" />}
    {script && <script src={`/assets/${script}.js`} type="module" />}
  </>
)

function Tabs({ view, nav, counts }: { view: View; nav: NavKey | undefined; counts: ShellProps['counts'] }) {
  const { t } = view
  const tabs = [...new Set((view.actor?.roles ?? []).flatMap(role => TABS[role]))]
  if (tabs.length === 0)
    return (
      <p class="brand">
        <b>{t.product}</b>
      </p>
    )
  return (
    <nav aria-label={t.sections}>
      <ul>
        {tabs.map(key => (
          <li key={key}>
            <a href={view.base + PATHS[key]} aria-current={key === nav ? 'page' : undefined}>
              {t.nav[key]}
              {counts?.[key] && <span class="count">{counts[key]}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Tools({ view }: { view: View }) {
  return (
    <div class="tools">
      {view.ticket && <NewTab view={view} />}
      <Language view={view} />
    </div>
  )
}

/** A frame's cookie does not reach a new tab: the form carries a short-lived ticket in its body, never in an address. */
const NewTab = ({ view }: { view: View }) => (
  <form method="post" action="/session/tab" target="_blank" rel="noopener">
    <input type="hidden" name="ticket" value={view.ticket} />
    <input type="hidden" name="path" value={view.here} />
    <button type="submit" class="plain">
      {view.t.newTab}
    </button>
  </form>
)

function Language({ view }: { view: View }) {
  const other = view.lang === 'ru' ? 'en' : 'ru'
  if (!view.actor) {
    return (
      <a href={withLanguage(view.here, other)} hreflang={other} lang={other}>
        {view.t.otherLanguage}
      </a>
    )
  }
  return (
    <form method="post" action={`${view.base}/session/language`}>
      <input type="hidden" name="path" value={view.here} />
      <button type="submit" class="plain" name="language" value={other} lang={other}>
        {view.t.otherLanguage}
      </button>
    </form>
  )
}

function withLanguage(here: string, lang: string): string {
  const url = new URL(here, 'http://here')
  url.searchParams.set('lang', lang)
  return url.pathname + url.search
}

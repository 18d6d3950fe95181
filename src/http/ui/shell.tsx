import type { ComponentChildren } from 'preact'
import { nbsp } from '../say.ts'
import type { View } from '../view.ts'
import { type NavKey, Sections } from './sections.tsx'

export interface ShellProps {
  view: View
  title: string
  nav?: NavKey
  /** «Ошибка:» stands first in the title. */
  isError?: boolean
  /** No script at all: public pages. */
  bare?: boolean
  script?: 'queue' | 'diagnosis' | 'upload' | 'route'
  /** Seconds after which a page without script asks for itself again. */
  refresh?: number
  children: ComponentChildren
}

export function Shell({ view, title, nav, isError, bare, script, refresh, children }: ShellProps) {
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
        data-step={view.isOwnStep || undefined}
        data-words={
          bare
            ? undefined
            : nbsp(
                JSON.stringify({
                  offline: t.offline,
                  retry: t.retry,
                  unsent: t.unsent,
                  copied: t.admin.copied,
                  loading: t.loading,
                }),
              )
        }
      >
        <a class="skip" href="#main">
          {t.skip}
        </a>
        {view.isDemo && <div class="demo">{t.demo}</div>}
        <header class="top" id="top">
          <Sections view={view} nav={nav}>
            <Tools view={view} />
          </Sections>
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

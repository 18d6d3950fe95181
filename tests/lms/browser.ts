/**
 * A browser without a screen: cookies, redirects, and forms that send themselves. It runs no script; it knows the
 * few ways in which a page can go on by itself.
 */
import { CookieJar } from './cookie-jar.ts'
import { formsOf, refreshOf } from './html-form.ts'

/** A page as it arrived, after redirects. */
export interface Page {
  url: string
  status: number
  headers: Headers
  text: string
}

export interface Browser {
  readonly cookies: CookieJar
  /** Every URL that was asked, redirects too, oldest first. */
  readonly visited: readonly string[]
  get(url: string, headers?: Record<string, string>): Promise<Page>
  post(url: string, form: Record<string, string>, headers?: Record<string, string>): Promise<Page>
  /** Sends the first form of the page (or the one whose action contains `action`), with some fields changed. */
  submitForm(page: Page, overrides?: Record<string, string>, action?: string): Promise<Page>
  /** Goes on from a page as long as it goes on by itself. */
  follow(page: Page): Promise<Page>
  /** Opens a link and goes on by itself: login initiation, authentication, launch, the tool's page. */
  launch(url: string): Promise<Page>
}

/** The browser went in circles, or there was no form to send. */
export class BrowserError extends Error {
  readonly code: 'browser_loop' | 'browser_no_form'
  readonly status = 500
  readonly retryable = false

  constructor(code: BrowserError['code'], message: string) {
    super(message)
    this.code = code
  }
}

const MAX_HOPS = 20

interface Asked {
  method: 'GET' | 'POST'
  url: string
  body?: string
  headers?: Record<string, string>
}

/** A browser with no cookies yet. */
export function createBrowser(): Browser {
  const cookies = new CookieJar()
  const visited: string[] = []

  const get: Browser['get'] = (url, headers = {}) => load({ method: 'GET', url, headers })
  const post: Browser['post'] = (url, form, headers = {}) =>
    load({
      method: 'POST',
      url,
      body: new URLSearchParams(form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })

  async function load(asked: Asked, hops = 0): Promise<Page> {
    if (hops > MAX_HOPS) throw new BrowserError('browser_loop', 'too many redirects')
    const url = new URL(asked.url)
    const answer = await fetch(url, {
      method: asked.method,
      headers: { ...asked.headers, ...cookieHeader(cookies, url) },
      redirect: 'manual',
      ...(asked.body === undefined ? {} : { body: asked.body }),
    })
    visited.push(url.href)
    cookies.store(url, answer.headers.getSetCookie())
    const location = answer.headers.get('location')
    const text = await answer.text()
    if (!location || answer.status < 300 || answer.status > 399) {
      return { url: url.href, status: answer.status, headers: answer.headers, text }
    }
    const keep = answer.status === 307 || answer.status === 308
    const target = new URL(location, url).href
    return load(keep ? { ...asked, url: target } : { method: 'GET', url: target }, hops + 1)
  }

  const send = (form: ReturnType<typeof formsOf>[number], origin: string, overrides = {}): Promise<Page> => {
    const fields = { ...form.fields, ...overrides }
    if (form.method === 'post') return post(form.action, fields, { origin })
    const url = new URL(form.action)
    url.search = new URLSearchParams(fields).toString()
    return get(url.href)
  }

  const submitForm: Browser['submitForm'] = (page, overrides = {}, action = '') => {
    const form = formsOf(page.text, page.url).find(one => one.action.includes(action))
    if (!form) throw new BrowserError('browser_no_form', 'the page has no such form')
    return send(form, new URL(page.url).origin, overrides)
  }

  async function follow(page: Page, hops = 0): Promise<Page> {
    if (hops > MAX_HOPS) throw new BrowserError('browser_loop', 'pages go on for ever')
    const refresh = refreshOf(page.text, page.url)
    if (refresh) return follow(await get(refresh), hops + 1)
    const form = formsOf(page.text, page.url).find(one => one.automatic)
    return form ? follow(await send(form, new URL(page.url).origin), hops + 1) : page
  }

  return {
    cookies,
    visited,
    get,
    post,
    submitForm,
    follow: page => follow(page),
    launch: async url => follow(await get(url)),
  }
}

function cookieHeader(cookies: CookieJar, url: URL): Record<string, string> {
  const cookie = cookies.header(url)
  return cookie ? { cookie } : {}
}

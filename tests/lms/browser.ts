/**
 * A browser without a screen: cookies, redirects, and forms that send themselves. It runs no script; it knows the
 * few ways in which a page can go on by itself.
 */
import { CookieJar, type RequestContext } from './cookie-jar.ts'
import { type Form, formsOf, refreshOf } from './html-form.ts'

/** A page as it arrived, after redirects. */
export interface Page {
  url: string
  status: number
  headers: Headers
  text: string
}

export interface BrowserOptions {
  /** The page around the frame in which everything happens, e.g. the LMS; default no frame. */
  top?: string
  /** Whether third-party cookies are blocked; matters only in a frame. */
  blocked?: boolean
}

export interface Browser {
  readonly cookies: CookieJar
  /** Every URL that was asked, redirects too, oldest first. */
  readonly visited: readonly string[]
  /** Opens a typed address. */
  get(url: string, headers?: Record<string, string>): Promise<Page>
  /** Posts a form as if from a page of the same origin. */
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
  /** Page from which it came; absent: typed. */
  from?: string
  body?: string
  headers?: Record<string, string>
}

/** A browser with no cookies yet. */
export function createBrowser(options: BrowserOptions = {}): Browser {
  const client = new Client(options)
  return {
    cookies: client.cookies,
    visited: client.visited,
    get: (url, headers = {}) => client.load({ method: 'GET', url, headers }),
    post: (url, form, headers) => client.load(posted(url, form, url, headers)),
    submitForm: (page, overrides = {}, action = '') => client.submit(page, overrides, action),
    follow: page => client.follow(page),
    launch: async url => client.follow(await client.load({ method: 'GET', url })),
  }
}

const posted = (url: string, form: Record<string, string>, from: string, headers = {}): Asked => ({
  method: 'POST',
  url,
  from,
  body: new URLSearchParams(form).toString(),
  headers: {
    'content-type': 'application/x-www-form-urlencoded',
    origin: new URL(from).origin,
    ...headers,
  },
})

class Client {
  readonly cookies = new CookieJar()
  readonly visited: string[] = []
  readonly #options: BrowserOptions

  constructor(options: BrowserOptions) {
    this.#options = options
  }

  async load(asked: Asked, hops = 0): Promise<Page> {
    if (hops > MAX_HOPS) throw new BrowserError('browser_loop', 'too many redirects')
    const url = new URL(asked.url)
    const answer = await this.#fetch(url, asked)
    const text = await answer.text()
    const location = answer.headers.get('location')
    if (!location || answer.status < 300 || answer.status > 399) {
      return { url: url.href, status: answer.status, headers: answer.headers, text }
    }
    return this.load(redirected(asked, answer.status, new URL(location, url).href), hops + 1)
  }

  async #fetch(url: URL, asked: Asked): Promise<Response> {
    const context = this.#context(asked)
    const cookie = this.cookies.header(url, context)
    const answer = await fetch(url, {
      method: asked.method,
      headers: { accept: 'text/html,*/*;q=0.8', ...asked.headers, ...(cookie ? { cookie } : {}) },
      redirect: 'manual',
      ...(asked.body === undefined ? {} : { body: asked.body }),
    })
    this.visited.push(url.href)
    this.cookies.store(url, answer.headers.getSetCookie(), context)
    return answer
  }

  #context({ from, method }: Asked): RequestContext {
    const { top, blocked = false } = this.#options
    return {
      initiator: from ? new URL(from) : null,
      safe: method === 'GET',
      top: top ? new URL(top) : null,
      blocked,
    }
  }

  submit(page: Page, overrides: Record<string, string>, action: string): Promise<Page> {
    const form = formsOf(page.text, page.url).find(one => one.action.includes(action))
    if (!form) throw new BrowserError('browser_no_form', 'the page has no such form')
    return this.#send(form, page.url, overrides)
  }

  #send(form: Form, from: string, overrides = {}): Promise<Page> {
    const fields = { ...form.fields, ...overrides }
    if (form.method === 'post') return this.load(posted(form.action, fields, from))
    const url = new URL(form.action)
    url.search = new URLSearchParams(fields).toString()
    return this.load({ method: 'GET', url: url.href, from })
  }

  async follow(page: Page, hops = 0): Promise<Page> {
    if (hops > MAX_HOPS) throw new BrowserError('browser_loop', 'pages go on for ever')
    const refresh = refreshOf(page.text, page.url)
    if (refresh)
      return this.follow(await this.load({ method: 'GET', url: refresh, from: page.url }), hops + 1)
    const form = formsOf(page.text, page.url).find(one => one.automatic)
    return form ? this.follow(await this.#send(form, page.url), hops + 1) : page
  }
}

/** 307 and 308 repeat the request; any other redirect turns it into a GET. */
function redirected(asked: Asked, status: number, url: string): Asked {
  const from = asked.from === undefined ? {} : { from: asked.from }
  return status === 307 || status === 308 ? { ...asked, url } : { method: 'GET', url, ...from }
}

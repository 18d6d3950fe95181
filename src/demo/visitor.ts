/** Somebody who came in through a course of the LMS: their pages, and the API in their name. */

import { AppError } from '#domain/errors'
import { type Browser, createBrowser, type Page } from '#tests/lms/browser'
import type { LaunchTarget, Lms } from '#tests/lms/server'

/** A step of the story did not go as told: the product answered something else. */
export class StoryError extends AppError {
  readonly code = 'demo_failed'
  readonly status = 500
}

export interface Visitor {
  /** The page on which the launch ended. */
  home: Page
  /** Another page of the same session, e.g. `/book`. */
  open(path: string): Promise<Page>
  /** A call of the JSON API, e.g. `api('POST', '/entries/confirm', { entryIds })`. @throws {StoryError} unless 2xx */
  api<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T>
  /** Bytes of a document. */
  download(path: string): Promise<{ status: number; type: string; bytes: Uint8Array }>
}

/** Launches the tool from a course, as a browser would. @throws {StoryError} if the launch is refused */
export async function enter(lms: Lms, target: LaunchTarget): Promise<Visitor> {
  const browser = createBrowser()
  const home = await browser.launch(lms.launchUrl(target))
  if (home.status !== 200)
    throw new StoryError(`the launch ended with ${home.status} at ${new URL(home.url).pathname}`)
  const { origin, pathname } = new URL(home.url)
  const base = `${origin}${/^\/~[^/]+/.exec(pathname)?.[0] ?? ''}`
  return {
    home,
    open: path => browser.get(`${base}${path}`),
    api: (method, path, body) => call(browser, method, `${base}/api/v1${path}`, body),
    download: path => download(browser, `${base}${path}`),
  }
}

function headersOf(browser: Browser, url: string): Record<string, string> {
  return { cookie: browser.cookies.header(new URL(url)), origin: new URL(url).origin }
}

async function call<T>(browser: Browser, method: string, url: string, body: unknown): Promise<T> {
  const answer = await fetch(url, {
    method,
    headers: { ...headersOf(browser, url), accept: 'application/json', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (answer.ok) return JSON.parse(text) as T
  throw new StoryError(
    `${method} ${new URL(url).pathname} was answered ${answer.status}: ${text.slice(0, 300)}`,
  )
}

async function download(browser: Browser, url: string): ReturnType<Visitor['download']> {
  const answer = await fetch(url, { headers: headersOf(browser, url) })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', bytes }
}

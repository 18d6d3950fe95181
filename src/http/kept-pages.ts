/**
 * Pages that were rendered lately, by all that they show: whoever comes back to a page, reloads it or reads it in a second
 * tab gets the same bytes without the rendering, which takes several times longer than looking at the data. None is ever
 * out of date, because the data are the key. They hold personal data, so none stays longer than people come back to it, and
 * all go when somebody's data go.
 */
import { hash } from 'node:crypto'
import type { Response } from 'express'
import { type FunctionComponent, h } from 'preact'
import { packPage, renderPage, sendHtml, takesPacked } from './render.ts'
import type { View } from './view.ts'

/** Stands where a frame's ticket will be, a new one with each page; nothing in it that HTML would escape. */
const TICKET = 'the-ticket-of-this-very-page'

const PAGES_KEPT = 50
/** Also what another process erased is gone from here by then. */
const KEPT_MS = 10 * 60_000

/** In frames HTML, whose ticket is still to be put in; elsewhere packed bytes. */
const kept = new Map<string, string | Buffer>()

/**
 * Sends a page, rendered or kept.
 *
 * @param props plain data beside the view. A page that looks at the clock is rendered each time.
 */
export function sendKept<P extends { view: View }>(
  res: Response,
  Page: FunctionComponent<P>,
  props: P,
): void {
  if (!takesPacked(res)) return void sendHtml(res, renderPage(h(Page, props)))
  const { ticket } = props.view
  const key = keyOf(Page, props)
  const page = kept.get(key) ?? renderAndKeep(key, Page, props)
  sendHtml(res, typeof page === 'string' ? page.replaceAll(TICKET, () => ticket) : page)
}

function keyOf<P extends { view: View }>(Page: FunctionComponent<P>, props: P): string {
  // Words and speech follow from the language.
  const { t: _, say: __, now: ___, ticket, ...seen } = props.view
  return hash('sha256', JSON.stringify([Page.name, ticket !== '', { ...props, view: seen }]))
}

function renderAndKeep<P extends { view: View }>(
  key: string,
  Page: FunctionComponent<P>,
  props: P,
): string | Buffer {
  const { now, ticket } = props.view
  let isTimeless = true
  const view: View = {
    ...props.view,
    ticket: ticket && TICKET,
    get now() {
      isTimeless = false
      return now
    },
  }
  const html = renderPage(h(Page, { ...props, view }))
  const page = ticket ? html : packPage(html)
  if (isTimeless) keep(key, page)
  return page
}

/** After an erasure or the withdrawal of a consent: nothing of anybody stays in memory. */
export function forgetKeptPages(): void {
  kept.clear()
}

function keep(key: string, page: string | Buffer): void {
  kept.set(key, page)
  setTimeout(() => kept.delete(key), KEPT_MS).unref()
  if (kept.size > PAGES_KEPT) kept.delete(kept.keys().next().value as string)
}

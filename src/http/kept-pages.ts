/**
 * Pages that were rendered lately, by all that they show: whoever comes back to a page, reloads it or reads it in a second
 * tab gets the same bytes without the rendering, which takes many times longer than comparing the data. None is ever out of
 * date, because the data are compared. They hold personal data, so none stays longer than people come back to it, and
 * all go when somebody's data go.
 */
import type { Response } from 'express'
import { type FunctionComponent, h } from 'preact'
import { packPage, renderPage, sendHtml, takesPacked } from './render.ts'
import type { View } from './view.ts'

/** Stands where a frame's ticket will be, a new one with each page; nothing in it that HTML would escape. */
const TICKET = 'the-ticket-of-this-very-page'

const PAGES_KEPT = 50
/** Also what another process erased is gone from here by then. */
const KEPT_MS = 10 * 60_000

interface KeptPage {
  /** What it shows. */
  seen: unknown
  /** In frames HTML, whose ticket is still to be put in; elsewhere packed bytes. */
  body: string | Buffer
}

/** By the address of a session's page. */
const kept = new Map<string, KeptPage>()

/**
 * Sends a page, rendered or kept.
 *
 * @param props plain data beside the view, which nobody changes afterwards. A page that looks at the clock is rendered each time.
 */
export function sendKept<P extends { view: View }>(
  res: Response,
  Page: FunctionComponent<P>,
  props: P,
): void {
  if (!takesPacked(res)) return void sendHtml(res, renderPage(h(Page, props)))
  const { ticket, base, here } = props.view
  const address = `${Page.name} ${base}${here}`
  const seen = seenOf(props)
  const known = kept.get(address)
  const body = known && isSame(known.seen, seen) ? known.body : renderAndKeep(address, Page, props)
  sendHtml(res, typeof body === 'string' ? body.replaceAll(TICKET, () => ticket) : body)
}

function seenOf<P extends { view: View }>(props: P): unknown {
  // Words and speech follow from the language.
  const { t: _, say: __, now: ___, ticket, ...view } = props.view
  return { ...props, view, hasTicket: ticket !== '' }
}

/** Value by value, without garbage; whatever is neither plain data nor the very same is taken for another. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (Array.isArray(one)) return Array.isArray(other) && areSame(one, other)
  if (!isPlain(one) || !isPlain(other)) return false
  let more = 0
  for (const key in one) {
    if (!isSame(one[key], other[key])) return false
    more++
  }
  for (const _ in other) more--
  return more === 0
}

function areSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false
  for (let i = 0; i < one.length; i++) if (!isSame(one[i], other[i])) return false
  return true
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

function renderAndKeep<P extends { view: View }>(
  address: string,
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
  const body = ticket ? html : packPage(html)
  if (isTimeless) keep(address, { seen: seenOf(props), body })
  return body
}

/** After an erasure or the withdrawal of a consent: nothing of anybody stays in memory. */
export function forgetKeptPages(): void {
  kept.clear()
}

function keep(address: string, page: KeptPage): void {
  kept.delete(address)
  kept.set(address, page)
  setTimeout(() => kept.get(address) === page && kept.delete(address), KEPT_MS).unref()
  if (kept.size > PAGES_KEPT) kept.delete(kept.keys().next().value as string)
}

import { gzipSync } from 'node:zlib'
import type { Response } from 'express'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { nbsp } from './say.ts'

/** A page as HTML; words that must not part at a line's end are tied in every text node. */
export function renderPage<P>(page: VNode<P>): string {
  return `<!doctype html>${renderPart(page)}`
}

/** A part of one. */
export const renderPart = <P>(part: VNode<P>): string => tie(renderToString(part as VNode))

/** Smaller pages gain nothing. */
const WORTH_PACKING = 1400

export function sendPage<P>(res: Response, page: VNode<P>, status = 200): void {
  res.status(status)
  sendHtml(res, renderPage(page))
}

/** Packed where the browser takes it: pages hold no secret that repeats, so their length tells nothing (BREACH). */
export function sendHtml(res: Response, html: string | Buffer): void {
  res.type('html').vary('Accept-Encoding')
  if (typeof html === 'string' && (html.length < WORTH_PACKING || !takesPacked(res)))
    return void res.send(html)
  res.setHeader('Content-Encoding', 'gzip')
  res.send(typeof html === 'string' ? packPage(html) : html)
}

export const takesPacked = (res: Response): boolean => res.req.acceptsEncodings('gzip') === 'gzip'

export const packPage = (html: string): Buffer => gzipSync(html, { level: 3 })

/** Pages say the same words again and again; tying them takes longer than rendering them. */
const KEPT = 5000
const kept = new Map<string, string>()

function tied(text: string): string {
  const known = kept.get(text)
  if (known !== undefined) return known
  if (kept.size >= KEPT) kept.clear()
  const result = nbsp(text)
  kept.set(text, result)
  return result
}

/**
 * An element whose text stands as it is, or a text with a space in it. The renderer writes `<` and `"` of texts and attributes
 * as entities, but not `>`: what begins at a `>` inside of an attribute meets the quote that ends it.
 */
const TEXT = /<(pre|code|textarea|title|option)(?=[\s>])[\s\S]*?<\/\1>|>[^<" ]* [^<"]*(?=<)/g

/** Ties every text between two tags. */
const tie = (html: string): string =>
  html.replace(TEXT, found => (found.startsWith('<') ? found : tied(found)))

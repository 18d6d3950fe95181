import { gzipSync } from 'node:zlib'
import type { Response } from 'express'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { nbsp } from './say.ts'

/** A page as HTML; words that must not part at a line's end are tied in every text node. */
export function renderPage<P>(page: VNode<P>): string {
  return `<!doctype html>${tie(renderToString(page as VNode))}`
}

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

export const packPage = (html: string): Buffer => gzipSync(html, { level: 4 })

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

/** Elements whose text stands as it is. */
const VERBATIM = /<(pre|code|textarea|title|option)[\s>]/y

const SLASH = 0x2f

/** Ties every text between two tags; `<` and `"` of texts and attributes are written as entities, `>` is not. */
function tie(html: string): string {
  let result = ''
  let done = 0
  for (let tag = html.indexOf('<'); tag !== -1; ) {
    const begin = endOf(html, tag)
    const end = html.indexOf('<', begin)
    if (end === -1) break
    const space = html.indexOf(' ', begin)
    if (space !== -1 && space < end) {
      const text = afterQuotes(html, begin, end)
      result += html.slice(done, text) + tied(html.slice(text, end))
      done = end
    }
    tag = end
  }
  return result + html.slice(done)
}

/** A quote stands in tags alone: what was taken for text was still an attribute with a `>` in it. */
function afterQuotes(html: string, begin: number, end: number): number {
  const quote = html.lastIndexOf('"', end)
  return quote < begin ? begin : html.indexOf('>', quote) + 1
}

/** Where the text after a tag begins; what is inside an element that stands as it is belongs to its tag. */
function endOf(html: string, tag: number): number {
  VERBATIM.lastIndex = tag
  const name = html.charCodeAt(tag + 1) === SLASH ? undefined : VERBATIM.exec(html)?.[1]
  const close = name === undefined ? tag : html.indexOf(`</${name}>`, tag)
  return html.indexOf('>', Math.max(close, tag)) + 1
}

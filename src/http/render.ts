import { gzipSync } from 'node:zlib'
import type { Response } from 'express'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { nbsp } from './say.ts'

/** Parts whose text stands as it is. */
const VERBATIM = /(<(pre|code|textarea|title|option)\b[^>]*>[\s\S]*?<\/\2>)/

/** A page as HTML; words that must not part at a line's end are tied in every text node. */
export function renderPage<P>(page: VNode<P>): string {
  return `<!doctype html>${tie(renderToString(page as VNode))}`
}

/** Smaller pages gain nothing. */
const WORTH_PACKING = 1400

/** Packed where the browser takes it: pages hold no secret that repeats, so their length tells nothing (BREACH). */
export function sendPage<P>(res: Response, page: VNode<P>, status = 200): void {
  const html = renderPage(page)
  res.status(status).type('html').vary('Accept-Encoding')
  if (html.length < WORTH_PACKING || res.req.acceptsEncodings('gzip') !== 'gzip') return void res.send(html)
  res.setHeader('Content-Encoding', 'gzip')
  res.send(gzipSync(html, { level: 4 }))
}

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

function tie(html: string): string {
  return html
    .split(VERBATIM)
    .map((part, i) =>
      i % 3 === 0 ? part.replace(/>([^<]* [^<]*)</g, (_, text: string) => `>${tied(text)}<`) : part,
    )
    .filter((_, i) => i % 3 !== 2)
    .join('')
}

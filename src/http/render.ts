import { gzipSync } from 'node:zlib'
import type { Response } from 'express'
import type { VNode } from 'preact'
import { renderNode } from './render-node.ts'
import { nbsp } from './say.ts'

/** A page as HTML; words that must not part at a line's end are tied in every text node. */
export function renderPage<P>(page: VNode<P>): string {
  return `<!doctype html>${renderNode(page as VNode, tied)}`
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

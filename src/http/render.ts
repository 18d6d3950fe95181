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

export function sendPage<P>(res: Response, page: VNode<P>, status = 200): void {
  res.status(status).type('html').send(renderPage(page))
}

function tie(html: string): string {
  return html
    .split(VERBATIM)
    .map((part, i) =>
      i % 3 === 0 ? part.replace(/>([^<]* [^<]*)</g, (_, text: string) => `>${nbsp(text)}<`) : part,
    )
    .filter((_, i) => i % 3 !== 2)
    .join('')
}

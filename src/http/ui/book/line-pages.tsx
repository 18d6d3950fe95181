import type { View } from '../../view.ts'
import { LINES_ON_PAGE, type LinePage, type ListedLines } from './listed-lines.ts'

interface LinePagesProps {
  view: View
  listed: ListedLines
  hrefOf: (page: LinePage) => string
}

/** Stands on paper, too: what is printed is this part. */
export function LinesShown({ view, listed }: Pick<LinePagesProps, 'view' | 'listed'>) {
  const { lines, before, count } = listed
  if (lines.length === count) return null
  const { t, say } = view
  return <p>{t.book.part(say.count(before + 1), say.count(before + lines.length), say.count(count))}</p>
}

/** The other pages of a long book, and all of it at once. */
export function LinePages({ view, listed, hrefOf }: LinePagesProps) {
  const { lines, before, count, page } = listed
  if (count <= LINES_ON_PAGE) return null
  const { t, say } = view
  const links: [page: LinePage, text: string, isThere: boolean][] =
    page === 'all'
      ? [[1, t.book.byPages, true]]
      : [
          [page + 1, t.book.nextPage, before + lines.length < count],
          [page - 1, t.book.previousPage, before > 0],
          ['all', t.book.wholeBook(say.count(count)), true],
        ]
  return (
    <nav class="actions" aria-label={t.book.pages}>
      {links.map(
        ([to, text, isThere]) =>
          isThere && (
            <a class="button" id={`page-${to}`} href={hrefOf(to)}>
              {text}
            </a>
          ),
      )}
    </nav>
  )
}

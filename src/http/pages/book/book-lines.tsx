import type { BookLine, BooksView, BookView } from '#credits/contract'
import { type BookAddress, bookLink } from '../../ui/book/book-link.ts'
import { lineState } from '../../ui/book/line-state.ts'
import { LinesTable } from '../../ui/book/lines.tsx'
import { whyLinks } from '../../ui/book/why-links.ts'
import type { View } from '../../view.ts'

export const BOOK_FILTERS = ['all', 'counted', 'pending', 'left'] as const
export type BookFilter = (typeof BOOK_FILTERS)[number]

function linesShown(lines: readonly BookLine[], show: BookFilter): BookLine[] {
  const states = { all: null, counted: ['counted', 'part'], pending: ['pending'], left: ['uncounted'] }[show]
  return lines.filter(line => states === null || states.includes(lineState(line)))
}

/** The lines of a book under their filters. */
export function Lines({
  view,
  book,
  programmes,
  address,
  show,
  open,
  module,
}: {
  view: View
  book: BookView
  programmes: BooksView['programmes']
  address: BookAddress
  show: BookFilter
  open: string | null
  module: string | null
}) {
  const { t } = view
  const labels = {
    all: t.book.all,
    counted: t.book.filterCounted,
    pending: t.book.filterPending,
    left: t.book.filterLeft,
  }
  const shown = linesShown(book.lines, show)
  return (
    <section id="entries" aria-labelledby="entries-title">
      <h2 id="entries-title">{t.book.entries}</h2>
      {book.lines.length > 0 && (
        <nav class="chips" aria-label={t.book.filter}>
          {BOOK_FILTERS.map(filter => (
            <a
              id={`show-${filter}`}
              href={`${bookLink(view, address, '', { show: filter })}#entries`}
              aria-current={filter === show ? 'true' : undefined}
            >
              {labels[filter]} {linesShown(book.lines, filter).length}
            </a>
          ))}
        </nav>
      )}
      {shown.length > 0 ? (
        <LinesTable
          view={view}
          lines={shown}
          open={open}
          module={module}
          links={whyLinks(view, address, programmes)}
        />
      ) : (
        <p>{book.lines.length === 0 ? t.book.none : t.book.noneFiltered}</p>
      )}
    </section>
  )
}

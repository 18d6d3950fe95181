import type { BooksView, BookView } from '#credits/contract'
import { type BookAddress, bookLink } from '../../ui/book/book-link.ts'
import { LinePages, LinesShown } from '../../ui/book/line-pages.tsx'
import { LinesTable } from '../../ui/book/lines.tsx'
import {
  type AskedLines,
  BOOK_FILTERS,
  type BookFilter,
  filterLines,
  type ListedLines,
} from '../../ui/book/listed-lines.ts'
import { whyLinks } from '../../ui/book/why-links.ts'
import { Empty } from '../../ui/empty.tsx'
import type { View } from '../../view.ts'

interface LinesProps {
  view: View
  book: BookView
  programmes: BooksView['programmes']
  address: BookAddress
  asked: AskedLines
  listed: ListedLines
}

/** The lines of a book under their filters. */
export function Lines({ view, book, programmes, address, asked, listed }: LinesProps) {
  const { t } = view
  const { show, open, module } = asked
  const hrefOf = (query: Record<string, string>) => `${bookLink(view, address, '', query)}#entries`
  return (
    <section id="entries" aria-labelledby="entries-title">
      <h2 id="entries-title">{t.book.entries}</h2>
      {book.lines.length > 0 && (
        <Filters view={view} book={book} show={show} hrefOf={filter => hrefOf({ show: filter })} />
      )}
      {listed.lines.length > 0 ? (
        <>
          <LinesShown view={view} listed={listed} />
          <LinesTable
            view={view}
            lines={listed.lines}
            open={open}
            module={module}
            links={whyLinks(view, address, programmes)}
          />
          <LinePages view={view} listed={listed} hrefOf={page => hrefOf({ show, page: String(page) })} />
        </>
      ) : (
        <NoLines view={view} book={book} hrefOfAll={hrefOf({})} />
      )}
    </section>
  )
}

function NoLines({ view, book, hrefOfAll }: { view: View; book: BookView; hrefOfAll: string }) {
  const { book: words } = view.t
  if (book.lines.length === 0) return <p>{words.none}</p>
  return (
    <Empty view={view} title={words.noneFiltered}>
      <a href={hrefOfAll}>{words.showAll}</a>
    </Empty>
  )
}

interface FiltersProps {
  view: View
  book: BookView
  show: BookFilter
  hrefOf: (filter: BookFilter) => string
}

function Filters({ view, book, show, hrefOf }: FiltersProps) {
  const { t, say } = view
  const labels = {
    all: t.book.all,
    counted: t.book.filterCounted,
    pending: t.book.filterPending,
    left: t.book.filterLeft,
  }
  return (
    <nav class="chips" aria-label={t.book.filter}>
      {BOOK_FILTERS.map(filter => (
        <a id={`show-${filter}`} href={hrefOf(filter)} aria-current={filter === show ? 'true' : undefined}>
          {labels[filter]} {say.count(filterLines(book.lines, filter).length)}
        </a>
      ))}
    </nav>
  )
}

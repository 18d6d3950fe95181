import type { BookView } from '#credits/contract'
import type { ShareView } from '#credits/shares/contract'
import { HoursBar, Legend, Patterns } from '../../ui/book/bar.tsx'
import { LinePages, LinesShown } from '../../ui/book/line-pages.tsx'
import { LinesTable } from '../../ui/book/lines.tsx'
import { type AskedLines, lineHref, listLines, type PartHref } from '../../ui/book/listed-lines.ts'
import { TimelinePicture } from '../../ui/book/timeline.tsx'
import { readingLinks } from '../../ui/book/why-links.ts'
import { Gate } from '../../ui/issue/gate.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'
import { AboutBook } from './book.page.tsx'

interface SharedBookProps {
  view: View
  book: BookView
  share: ShareView
  asked: AskedLines
}

/** A book as its link shows it: read-only, no script, no session. */
export function SharedBookPage({ view, book, share, asked }: SharedBookProps) {
  const { t, say } = view
  const sentence = say.sentence(book)
  const hrefOf = partOf(view)
  const listed = listLines(book.lines, asked)
  const linkTo = (entryId: string) => lineHref(listed, entryId, 'entry', hrefOf)
  return (
    <Shell view={view} title={t.book.title} bare>
      <h1 tabIndex={-1}>{t.book.title}</h1>
      <AboutBook view={view} book={book} />
      <p class="note">
        <Mixed view={view} text={t.share.shown(share.recipient, say.dateLong(share.until))} />
      </p>
      <p class="lead">
        <Mixed view={view} text={sentence} />
      </p>
      <Patterns />
      <HoursBar view={view} progress={book.progress} sentence={sentence} />
      <Legend view={view} progress={book.progress} leftHref={null} />
      <div class="halves">
        <section aria-labelledby="needs">
          <h2 id="needs">{t.book.needs}</h2>
          <Gate view={view} requirements={book.progress.requirements} book={book} linkTo={linkTo} />
        </section>
        <section aria-labelledby="time">
          <h2 id="time">{t.book.time}</h2>
          <TimelinePicture view={view} book={book} />
        </section>
      </div>
      <section id="entries" aria-labelledby="entries-title">
        <h2 id="entries-title">{t.book.entries}</h2>
        {book.lines.length > 0 ? (
          <>
            <LinesShown view={view} listed={listed} />
            <LinesTable view={view} lines={listed.lines} open={asked.open} links={readingLinks(linkTo)} />
            <LinePages
              view={view}
              listed={listed}
              hrefOf={page => `${hrefOf({ page: String(page) })}#entries`}
            />
          </>
        ) : (
          <p>{t.book.none}</p>
        )}
      </section>
    </Shell>
  )
}

/** Of the same link, in the same language: nobody's session keeps it. */
function partOf({ here }: View): PartHref {
  const lang = new URL(here, 'http://here').searchParams.get('lang')
  return query => `?${new URLSearchParams({ ...(lang && { lang }), ...query })}`
}

/** One answer for all codes that show nothing: it does not tell whether there ever was such a link. */
export function NothingSharedPage({ view }: { view: View }) {
  const { t } = view
  return (
    <Shell view={view} title={t.share.goneTitle} isError bare>
      <h1 tabIndex={-1}>{t.share.goneTitle}</h1>
      <p>{t.share.gone}</p>
    </Shell>
  )
}

import { formatHours, type Hours } from '#domain/hours'
import type { CalendarDate } from '#domain/kinds'
import { type BookAddress, bookLink, contentLang } from '../../ui/book/book-link.ts'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

/** «Отправлено куратору», and what is next. */
export function ProofSentPage({
  view,
  address,
  title,
  entryId,
  hours,
  checkers,
  until,
}: {
  view: View
  address: BookAddress
  title: string
  entryId: string
  hours: Hours
  /** Who will look at it, by name; empty: the curator of the programme. */
  checkers: readonly string[]
  /** The day by which an answer usually comes. */
  until: CalendarDate
}) {
  const { t, say } = view
  return (
    <Shell view={view} title={t.proof.sentTitle} nav={address.learnerId === null ? 'book' : 'learners'}>
      <div class="note" role="status" id="notice" tabIndex={-1}>
        <h1 tabIndex={-1}>{t.proof.sentTitle}</h1>
        <p>
          <span {...contentLang(view)}>{title}</span>
          {formatHours(hours) !== '0.00' && `, ${say.hoursLong(hours)}`}
        </p>
      </div>
      <h2>{t.routes.after.next}</h2>
      <p>
        <Mixed
          view={view}
          text={t.proof.sentNext(checkers.join(t.proof.or) || t.proof.curator, say.dateLong(until))}
        />
      </p>
      <div class="actions">
        <a class="button main" href={bookLink(view, address)}>
          {t.book.backToBook}
        </a>
        <a class="button" href={bookLink(view, address, `/entries/${entryId}`)}>
          {t.proof.toEntry}
        </a>
        <a class="button" href={bookLink(view, address, '/proof')}>
          {t.proof.another}
        </a>
      </div>
    </Shell>
  )
}

import { formatHours, type Hours } from '#domain/hours'
import { type BookAddress, bookLink, contentLang } from '../ui/book-link.ts'
import { Shell } from '../ui/shell.tsx'
import type { View } from '../view.ts'

/** «Отправлено куратору», and what is next. */
export function ProofSentPage({
  view,
  address,
  title,
  entryId,
  hours,
}: {
  view: View
  address: BookAddress
  title: string
  entryId: string
  hours: Hours
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
      <p>{t.proof.sentNext}</p>
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

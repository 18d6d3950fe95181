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
  /** Who will look at it, by name; empty: whoever is curator of the programme. */
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
        <Mixed view={view} text={t.proof.sentNext(checkedBy(view, checkers), say.dateLong(until))} />
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

/** Nobody reads more names than these. */
const MOST_NAMES = 3

/** One by name; of two or three, whichever comes first; of more, how many they are. */
function checkedBy({ t }: View, names: readonly string[]): string {
  const [first, ...others] = names
  if (first === undefined) return t.proof.curator
  if (others.length === 0) return first
  if (names.length > MOST_NAMES) return t.proof.oneOfMany(names.length)
  return t.proof.oneOf(names.join(t.proof.or))
}

import type { BookView } from '#credits/contract'
import type { View } from '../../view.ts'
import { contentLang } from './book-link.ts'

/** The whole plan stands on the page of the route. */
const SHOWN = 5

interface PlannedProps {
  view: View
  planned: BookView['planned']
  /** The reader's own book: the rest is one link away. */
  isOwn: boolean
}

/** What the diamonds of the time line stand for. */
export function PlannedList({ view, planned, isOwn }: PlannedProps) {
  const { t } = view
  if (planned.length === 0) return null
  const more = planned.length - SHOWN
  return (
    <>
      <h3>{t.book.ahead}</h3>
      <ul class="plain-list">
        {planned.slice(0, SHOWN).map(each => (
          <PlannedItem key={each.id} view={view} planned={each} />
        ))}
        {more > 0 && <li class="muted">{t.book.aheadMore(more)}</li>}
      </ul>
      {isOwn && (
        <a class="screen" href={`${view.base}/route`}>
          {t.book.toRoute}
        </a>
      )}
    </>
  )
}

function PlannedItem({ view, planned }: { view: View; planned: BookView['planned'][number] }) {
  const { t, say } = view
  const { title, hours, plannedOn } = planned
  return (
    <li>
      <span class="status planned">
        <span aria-hidden="true">◇ </span>
        {t.status.planned(hours === undefined ? '' : say.hours(hours), say.month(plannedOn))}
      </span>{' '}
      <span {...contentLang(view)}>{title}</span>
    </li>
  )
}

import type { RecordChange } from '#domain/records/record'
import { nestQuotes } from '#domain/texts/quotes'
import type { BookRecord } from '#store/ports/records'
import { dateIn, timeIn, type View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'

/** Steps of a record, oldest first, each with what stood there afterwards. */
export function RecordHistory({ view, record }: { view: View; record: BookRecord }) {
  const { t } = view
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t.records.history}</h2>
      <ol class="history">
        {record.history.map(change => (
          <li>
            <Step view={view} change={change} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Step({ view, change }: { view: View; change: RecordChange }) {
  const { t, say, timeZone } = view
  const at = new Date(change.at)
  const { date, result } = change.content
  const said = [date && say.date(date), result].filter(Boolean).join(', ')
  return (
    <>
      <b>{t.records.actions[change.action]}</b> {say.date(dateIn(timeZone, at))}, {timeIn(timeZone, at)}:{' '}
      <span {...contentLang(view)}>{change.byName}</span> ({say.role(change.byRole)})
      {said && <span {...contentLang(view)}>: {said}</span>}
      {change.reason && <span {...contentLang(view)}> {nestQuotes(`«${change.reason}»`)}</span>}
    </>
  )
}

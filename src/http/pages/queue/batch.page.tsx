import type { QueueRow } from '#credits/contract'
import { fullName } from '#domain/names/full-name'
import { contentLang } from '../../ui/book/book-link.ts'
import { entryHref } from '../../ui/book/entry-link.ts'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

interface BatchProps {
  view: View
  count: number
  rows: readonly QueueRow[]
  /** Where the queue stood, without the base. */
  back: string
}

/** «Показать их»: what a bulk action took, as it stands now. */
export function BatchPage({ view, count, rows, back }: BatchProps) {
  const { t, say } = view
  const title = t.queue.batchTitle(count)
  return (
    <Shell view={view} title={title} nav="queue">
      <p class="crumb">
        <a href={view.base + back}>{t.queue.backToQueue}</a>
      </p>
      <h1 tabIndex={-1}>{title}</h1>
      <ul class="cards">
        {rows.map(row => (
          <li key={row.entry.id}>
            <div>
              <a href={entryHref(view, row)} {...contentLang(view)}>
                <b>{fullName(row.learner)}</b>
              </a>
              <small class="below">
                <span {...contentLang(view)}>{row.entry.title}</span> · {say.hours(row.entry.hours)} ·{' '}
                {say.date(row.entry.date)} · {t.queue.states[row.entry.status]}
              </small>
            </div>
          </li>
        ))}
      </ul>
      {rows.length < count && <p class="muted">{t.queue.firstOf(rows.length, count)}</p>}
    </Shell>
  )
}

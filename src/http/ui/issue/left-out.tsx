import type { QueueRow } from '#credits/contract'
import { fullName } from '#domain/names/full-name'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'
import { entryHref } from '../book/entry-link.ts'
import { Mixed } from '../mixed.tsx'
import { dayAndTime } from '../moment.ts'

interface LeftOutProps {
  view: View
  rows: readonly QueueRow[]
  /** Codes of refusal by entry. */
  why: ReadonlyMap<string, string>
  /** All of them; more than there are rows: only the first are named. */
  count: number
}

/** Whose entries a bulk action left out, why, how each stands, and who was faster. */
export function LeftOut({ view, rows, why, count }: LeftOutProps) {
  const { refusal } = view.t.queue
  return (
    <>
      <ul id="left-out">
        {rows.map(row => (
          <li key={row.entry.id}>
            <a
              href={`${entryHref(view, row)}&return=${encodeURIComponent(view.here)}`}
              {...contentLang(view)}
            >
              {fullName(row.learner)} · {row.entry.title}
            </a>{' '}
            · {refusal[why.get(row.entry.id) ?? ''] ?? refusal.other} ·{' '}
            <Mixed view={view} text={standsAs(view, row)} />
          </li>
        ))}
      </ul>
      {count > rows.length && <p class="muted">{view.t.queue.firstOf(rows.length, count)}</p>}
    </>
  )
}

/** «подтверждена · Белова Ирина Олеговна, сегодня, 10:04»; what a source imported has nobody to be named. */
function standsAs(view: View, { entry: { status, history } }: QueueRow): string {
  const state = view.t.queue.states[status] ?? status
  const last = history.at(-1)
  return last && last.by !== 'system' ? `${state} · ${last.byName}, ${dayAndTime(view, last.at)}` : state
}

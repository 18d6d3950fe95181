import type { QuarantineRow } from '#administration/runs'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import { Decide } from '../../ui/sources/quarantine-reasons.tsx'
import { reasonWords } from '../../ui/sources/run-words.tsx'
import { dateIn, type View } from '../../view.ts'

interface QuarantineProps {
  view: View
  rows: readonly QuarantineRow[]
  nextHref: string | null
}

export function QuarantinePage({ view, rows, nextHref }: QuarantineProps) {
  const { t, say, timeZone } = view
  return (
    <Shell view={view} title={t.admin.quarantine} nav="quarantine">
      <h1 tabIndex={-1}>{t.admin.quarantine}</h1>
      <p>{rows.length === 0 ? t.admin.quarantineEmpty : t.admin.quarantineIntro}</p>
      <ul class="cards">
        {rows.map(row => {
          const [what, remedy] = reasonWords(view, row.reason, row.facts)
          return (
            <li key={`${row.connectionId}|${row.key}`}>
              <div>
                <b>
                  <Mixed view={view} text={what} />
                </b>
                <small class="below">
                  {t.admin.record} <code>{row.key}</code> ·{' '}
                  {say.date(dateIn(timeZone, new Date(row.firstSeenAt)))}
                </small>
                <Mixed view={view} text={remedy} />
                <Decide view={view} reason={row.reason} />
              </div>
            </li>
          )
        })}
      </ul>
      {nextHref && (
        <div class="actions">
          <a class="button" href={view.base + nextHref}>
            {t.next}
          </a>
        </div>
      )}
    </Shell>
  )
}

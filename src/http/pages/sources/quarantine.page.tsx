import type { ConnectionOverview, QuarantineRow } from '#administration/runs'
import { contentLang } from '../../ui/book/book-link.ts'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import { Decide } from '../../ui/sources/quarantine-reasons.tsx'
import { reasonWords } from '../../ui/sources/run-words.tsx'
import { dateIn, type View } from '../../view.ts'

interface QuarantineProps {
  view: View
  rows: readonly QuarantineRow[]
  connections: readonly Pick<ConnectionOverview, 'id' | 'title' | 'quarantine'>[]
  filter: { connection?: string | undefined; reason?: string | undefined }
  nextHref: string | null
}

/** What came and is no entry: by source and reason, with what takes the reason away. */
export function QuarantinePage(props: QuarantineProps) {
  const { view, rows, nextHref, filter } = props
  const { t } = view
  return (
    <Shell view={view} title={t.admin.quarantine} nav="quarantine">
      <h1 tabIndex={-1}>{t.admin.quarantine}</h1>
      <p>{rows.length === 0 ? t.admin.quarantineEmpty : t.admin.quarantineIntro}</p>
      <Chips {...props} />
      {filter.reason && rows.length > 0 && <Remedy view={view} reason={filter.reason} />}
      <ul class="cards">
        {rows.map(row => (
          <Row key={`${row.connectionId}|${row.key}`} {...props} row={row} />
        ))}
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

/** The sources that have some, each with its reasons and how many. */
function Chips({ view, connections, filter }: QuarantineProps) {
  const { t, say, base } = view
  const waiting = connections.filter(({ quarantine }) => Object.values(quarantine).some(n => n > 0))
  const isChosen = (connection?: string, reason?: string) =>
    filter.connection === connection && filter.reason === reason ? ('page' as const) : undefined
  if (waiting.length === 0) return null
  return (
    <nav class="chips" aria-label={t.admin.reason}>
      <a href={`${base}/admin/quarantine`} aria-current={isChosen()}>
        {t.admin.allReasons}
      </a>
      {waiting.flatMap(({ id, title, quarantine }) =>
        Object.entries(quarantine)
          .filter(([, n]) => n > 0)
          .map(([reason, n]) => (
            <a
              href={`${base}/admin/quarantine?${new URLSearchParams({ connection: id, reason })}`}
              aria-current={isChosen(id, reason)}
            >
              {waiting.length > 1 && <span {...contentLang(view)}>{title}: </span>}
              {reasonWords(view, reason)[0]} {say.count(n)}
            </a>
          )),
      )}
    </nav>
  )
}

/** Of one reason once, above its records. */
const Remedy = ({ view, reason }: { view: View; reason: string }) => (
  <p class="note">
    <Mixed view={view} text={reasonWords(view, reason)[1]} />
    <Decide view={view} reason={reason} />
  </p>
)

function Row({ view, row, connections, filter }: QuarantineProps & { row: QuarantineRow }) {
  const { t, say, timeZone } = view
  const [what, remedy] = reasonWords(view, row.reason, row.facts)
  const source = connections.find(({ id }) => id === row.connectionId)
  return (
    <li>
      <div>
        <b>
          <Mixed view={view} text={what} />
        </b>
        <small class="below">
          {source && <span {...contentLang(view)}>{source.title} · </span>}
          {t.admin.record} <code>{row.key}</code> · {say.date(dateIn(timeZone, new Date(row.firstSeenAt)))}
        </small>
        {!filter.reason && (
          <>
            <Mixed view={view} text={remedy} />
            <Decide view={view} reason={row.reason} />
          </>
        )}
      </div>
    </li>
  )
}

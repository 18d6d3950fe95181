import type { StandingList, StandingRow } from '#credits/reports/contract'
import { fullName } from '#domain/names/full-name'
import type { Standing } from '#domain/reports/standing'
import { contentLang } from '../../ui/book/book-link.ts'
import { Heads } from '../../ui/heads.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

interface StandingProps {
  view: View
  list: StandingList
  standing: Standing | null
  /** Whose they are, if the number was of one school or municipality. */
  place: string | null
  on: string
  /** To the report, with its filter. */
  back: string
  nextHref: string | null
}

/** The learners behind a number of the report. */
export function StandingPage({ view, list, standing, place, on, back, nextHref }: StandingProps) {
  const { t, say } = view
  const title = standing ? t.reports.listTitle[standing] : t.reports.listAll
  return (
    <Shell view={view} title={title} nav="reports">
      <p>
        <a href={view.base + back}>{t.reports.back}</a>
      </p>
      <h1 tabIndex={-1}>{title}</h1>
      {place !== null && <p {...contentLang(view)}>{place}</p>}
      <p>{t.reports.listAbout(say.dateLong(on), list.count)}</p>
      {list.hidden > 0 && <p class="note">{t.reports.hidden(list.hidden)}</p>}
      {list.rows.length > 0 && <Rows view={view} rows={list.rows} />}
      {(list.before > 0 || nextHref) && <Page view={view} list={list} nextHref={nextHref} />}
    </Shell>
  )
}

function Page({ view, list, nextHref }: Pick<StandingProps, 'view' | 'list' | 'nextHref'>) {
  const { t, say } = view
  const { before, rows } = list
  return (
    <div class="actions">
      <span class="muted">{t.reports.shown(say.count(before + 1), say.count(before + rows.length))}</span>
      {nextHref && (
        <a class="button" href={view.base + nextHref}>
          {t.next}
        </a>
      )}
    </div>
  )
}

function Rows({ view, rows }: { view: View; rows: readonly StandingRow[] }) {
  const { t, say } = view
  const heads = [t.reports.learner, t.reports.programme, t.reports.counted, t.reports.due, t.reports.standing]
  return (
    <table class="stack" role="table">
      <Heads of={heads} numeric={[2, 3]} />
      <tbody role="rowgroup">
        {rows.map(row => (
          <tr role="row" key={`${row.learner.id} ${row.programme.id}`}>
            <td role="cell">
              <a href={bookHref(view, row)} {...contentLang(view)}>
                {fullName(row.learner)}
              </a>
            </td>
            <td role="cell" class="meta" {...contentLang(view)}>
              {row.programme.title}
            </td>
            <td role="cell" class="num meta">
              {t.of(say.number(row.counted), say.hours(row.required))}
            </td>
            <td role="cell" class="num meta last" data-label={t.reports.due}>
              {say.hours(row.due)}
            </td>
            <td role="cell">{t.reports.columns[row.standing]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const bookHref = (view: View, { learner, programme }: StandingRow): string =>
  `${view.base}/learners/${encodeURIComponent(learner.id)}?programme=${encodeURIComponent(programme.id)}`

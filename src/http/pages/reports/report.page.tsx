import type { MunicipalityRow, ReportView } from '#credits/reports/contract'
import { STANDINGS, type Standing } from '#domain/reports/standing'
import type { Tally } from '#domain/reports/tally'
import { contentLang } from '../../ui/book/book-link.ts'
import { FileLink } from '../../ui/file-link.tsx'
import { Heads } from '../../ui/heads.tsx'
import { Indicators } from '../../ui/reports/indicators.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

interface ReportProps {
  view: View
  report: ReportView
}

/** P14: who is behind, and what is reported by the day asked for. */
export function ReportPage({ view, report }: ReportProps) {
  const { t } = view
  return (
    <Shell view={view} title={t.reports.title} nav="reports">
      <h1 tabIndex={-1}>{t.reports.title}</h1>
      {report.total.teachers > 0 ? (
        <Summary view={view} tally={report.total} />
      ) : (
        <Empty view={view} report={report} />
      )}
      <ListDays view={view} days={report.listDays} />
      <Filters view={view} report={report} />
      <More view={view} report={report} />
      {report.total.teachers > 0 && <Places view={view} report={report} />}
      {report.indicators.length > 0 && <Indicators view={view} indicators={report.indicators} />}
    </Shell>
  )
}

function Summary({ view, tally }: { view: View; tally: Tally }) {
  const { t, say } = view
  const n = (standing: Standing) => say.count(tally[standing])
  return (
    <>
      <p class="sentence">
        {t.reports.sentence(tally.teachers, n('on-track'), n('behind'), n('no-route'), n('done'))}
      </p>
      <p class="muted">{t.reports.how}</p>
    </>
  )
}

/** What the regulation asks for by a day that comes soon. */
function ListDays({ view, days }: { view: View; days: ReportView['listDays'] }) {
  const { t, say } = view
  if (days.length === 0) return null
  return (
    <ul class="plain-list">
      {days.map(({ id, on, clause }) => (
        <li>
          {t.rules[id](say.dateLong(on))} ({say.clause(clause)})
        </li>
      ))}
    </ul>
  )
}

function Empty({ view, report }: ReportProps) {
  const { t, say } = view
  if (report.firstOn === null) return <p>{t.reports.none}</p>
  return (
    <p>
      {t.reports.empty(say.dateLong(report.on))}{' '}
      <a href={reportHref(view, report, { on: report.firstOn })}>
        {t.reports.nearest(say.dateLong(report.firstOn))}
      </a>
    </p>
  )
}

function Filters({ view, report }: ReportProps) {
  const { t } = view
  return (
    <form method="get" action={`${view.base}/reports`} class="filters">
      <div class="field">
        <label for="programme">{t.reports.programme}</label>
        <select id="programme" name="programme">
          <option value="">{t.reports.allProgrammes}</option>
          {report.programmes.map(({ id, title }) => (
            <option value={id} selected={id === report.programmeId} {...contentLang(view)}>
              {title}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="on">{t.reports.on}</label>
        <input type="date" id="on" name="on" value={report.on} />
      </div>
      <button type="submit">{t.reports.apply}</button>
    </form>
  )
}

function More({ view, report }: ReportProps) {
  const { t } = view
  return (
    <div class="actions">
      <FileLink view={view} path={reportPath(report, {}, '/reports/report.xlsx')}>
        {t.reports.xlsx}
      </FileLink>
      {!view.inFrame && (
        <button type="button" class="js" data-print>
          {t.reports.print}
        </button>
      )}
      {view.actor?.roles.includes('administrator') && (
        <a class="button" href={`${view.base}/reports/organisations`}>
          {t.reports.organisations}
        </a>
      )}
    </div>
  )
}

type Narrowing = { on?: string; standing?: Standing; organisation?: string; municipality?: string }

const reportHref = (view: View, report: ReportView, narrow: Narrowing, path?: string): string =>
  view.base + reportPath(report, narrow, path)

function reportPath(report: ReportView, narrow: Narrowing, path = '/reports'): string {
  const query = new URLSearchParams({
    ...(report.programmeId && { programme: report.programmeId }),
    on: report.on,
    ...narrow,
  })
  return `${path}?${query}`
}

function Places({ view, report }: ReportProps) {
  const { t } = view
  const columns = ['place', 'teachers', ...STANDINGS] as const
  return (
    <section>
      <h2 id="places">{t.reports.byPlace}</h2>
      <table class="stack" role="table" aria-labelledby="places">
        <Heads of={columns.map(column => t.reports.columns[column])} numeric={[1, 2, 3, 4, 5]} />
        {report.municipalities.map(each => (
          <Municipality view={view} report={report} municipality={each} />
        ))}
        <tbody role="rowgroup">
          <Row view={view} report={report} title={t.reports.total} tally={report.total} narrow={{}} isSum />
        </tbody>
      </table>
    </section>
  )
}

function Municipality({ view, report, municipality }: ReportProps & { municipality: MunicipalityRow }) {
  const { t } = view
  const title = municipality.title || t.reports.noMunicipality
  return (
    <tbody role="rowgroup">
      <Row
        view={view}
        report={report}
        title={title}
        tally={municipality.tally}
        narrow={{ municipality: municipality.title }}
        isSum
      />
      {municipality.schools.map(school => (
        <Row
          view={view}
          report={report}
          title={school.title || t.reports.noOrganisation}
          tally={school.tally}
          narrow={{ organisation: school.id }}
        />
      ))}
    </tbody>
  )
}

interface RowProps extends ReportProps {
  title: string
  tally: Tally
  narrow: Narrowing
  isSum?: boolean
}

/** Every number is a link to its list. */
function Row({ view, report, title, tally, narrow, isSum }: RowProps) {
  const { t, say } = view
  const numbers: [label: string, value: number, narrow: Narrowing][] = [
    [t.reports.columns.teachers, tally.teachers, narrow],
    ...STANDINGS.map(
      standing =>
        [t.reports.columns[standing], tally[standing], { ...narrow, standing }] as [
          string,
          number,
          Narrowing,
        ],
    ),
  ]
  return (
    <tr role="row">
      <th role="rowheader" scope="row" class={isSum ? '' : 'normal'} {...contentLang(view)}>
        {title}
      </th>
      {numbers.map(([label, value, to]) => (
        <td role="cell" class="num" data-label={label}>
          {value === 0 ? (
            '0'
          ) : (
            <a
              href={reportHref(view, report, to, '/reports/list')}
              aria-label={`${title}: ${label} ${say.count(value)}`}
            >
              {say.count(value)}
            </a>
          )}
        </td>
      ))}
    </tr>
  )
}

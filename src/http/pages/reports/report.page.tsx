import type { ReportView } from '#credits/reports/contract'
import type { Standing } from '#domain/reports/standing'
import { contentLang } from '../../ui/book/book-link.ts'
import { FileLink } from '../../ui/file-link.tsx'
import { Indicators } from '../../ui/reports/indicators.tsx'
import { ListLink, type ReportProps, reportHref, reportPath } from '../../ui/reports/list-link.tsx'
import { Places } from '../../ui/reports/places.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

/** P14: who is behind, and what is reported by the day asked for. */
export function ReportPage({ view, report }: ReportProps) {
  const { t } = view
  return (
    <Shell view={view} title={t.reports.title} nav="reports">
      <h1 tabIndex={-1}>{t.reports.title}</h1>
      <About view={view} report={report} />
      {report.total.teachers > 0 ? (
        <Summary view={view} report={report} />
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

/** Of what and as of when: the form that says it is not printed. */
function About({ view, report }: ReportProps) {
  const { t, say } = view
  const chosen = report.programmes.find(({ id }) => id === report.programmeId)
  return (
    <p class="muted">
      {t.reports.asOf(say.dateLong(report.on))}
      {' · '}
      {chosen ? <span {...contentLang(view)}>{chosen.title}</span> : t.reports.allProgrammes}
    </p>
  )
}

/** In the order in which it is said. */
const SAID = ['on-track', 'behind', 'no-route', 'done'] as const satisfies readonly Standing[]

function Summary({ view, report }: ReportProps) {
  const { t, say } = view
  const { sentence } = t.reports
  const { total } = report
  return (
    <>
      <p class="sentence">
        <ListLink view={view} report={report} narrow={{}} of={total.teachers}>
          {sentence.all(total.teachers)}
        </ListLink>
        {SAID.map((standing, i) => (
          <>
            {i === 0 ? ': ' : ', '}
            <ListLink view={view} report={report} narrow={{ standing }} of={total[standing]}>
              {sentence[standing](say.count(total[standing]))}
            </ListLink>
          </>
        ))}
        .
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

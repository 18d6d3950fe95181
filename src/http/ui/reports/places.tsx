import type { MunicipalityRow } from '#credits/reports/contract'
import { STANDINGS } from '#domain/reports/standing'
import type { Tally } from '#domain/reports/tally'
import { contentLang } from '../book/book-link.ts'
import { Heads } from '../heads.tsx'
import { ListLink, type Narrowing, type ReportProps } from './list-link.tsx'

/** School by school under its municipality, the region at the end. */
export function Places({ view, report }: ReportProps) {
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
  const numbers = [
    { label: t.reports.columns.teachers, value: tally.teachers, to: narrow },
    ...STANDINGS.map(standing => ({
      ...{ label: t.reports.columns[standing], value: tally[standing] },
      to: { ...narrow, standing },
    })),
  ]
  return (
    <tr role="row">
      <th role="rowheader" scope="row" class={isSum ? '' : 'normal'} {...contentLang(view)}>
        {title}
      </th>
      {numbers.map(({ label, value, to }) => (
        <td role="cell" class="num" data-label={label}>
          <ListLink
            view={view}
            report={report}
            narrow={to}
            of={value}
            label={`${title}: ${label} ${say.count(value)}`}
          >
            {say.count(value)}
          </ListLink>
        </td>
      ))}
    </tr>
  )
}

import type { SetupView } from '#administration/connection-setup'
import type { Hours } from '#domain/hours'
import type { PreviewLine, PreviewReport } from '#sync/contract'
import { LivePlace } from '../../live-page.tsx'
import { contentLang } from '../../ui/book/book-link.ts'
import { Seen } from '../../ui/form.tsx'
import { Heads } from '../../ui/heads.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Columns } from '../../ui/sources/columns.tsx'
import { Decide } from '../../ui/sources/quarantine-reasons.tsx'
import { reasonWords } from '../../ui/sources/run-words.tsx'
import { connectionPath, Step } from '../../ui/sources/setup.tsx'
import { SourceWords } from '../../ui/sources/source-words.tsx'
import type { View } from '../../view.ts'

interface PreviewProps {
  view: View
  connection: SetupView
  /** `null`: the source is being read. */
  report: PreviewReport | null
}

/** P10, step 5: what the first records would become; a live page. Nothing is written. */
export function PreviewPage({ view, connection, report }: PreviewProps) {
  const { t } = view
  return (
    <Step view={view} connection={connection} title={t.sources.previewTitle}>
      <h1 tabIndex={-1}>{t.sources.previewTitle}</h1>
      {connection.setup?.upload && (
        <p>
          <Mixed view={view} text={t.sources.uploadWaits(connection.setup.upload.name)} />{' '}
          {t.sources.uploadSnapshot}
        </p>
      )}
      <div class="waiting muted">
        <p>{t.sources.previewReading}</p>
        <ul class="plain-list">
          <LivePlace />
        </ul>
      </div>
      {report && <Result view={view} connection={connection} report={report} />}
    </Step>
  )
}

/** So far, while the source is read. */
export const SeenLine = ({ view: { t }, seen }: { view: View; seen: number }) => (
  <li>{t.sources.previewRead(seen)}</li>
)

function Result({ view, connection, report }: PreviewProps & { report: PreviewReport }) {
  return (
    <>
      {report.error && (
        <div class="note problem" id="notice" tabIndex={-1}>
          <SourceWords view={view} said={report.error} />
        </div>
      )}
      {(!report.error || report.seen > 0) && <Outcome view={view} report={report} />}
      {report.warnings.map(warning => (
        <div class="note quiet" key={warning.code}>
          <SourceWords view={view} said={warning} />
        </div>
      ))}
      <Columns view={view} connection={connection} report={report} />
      <Next view={view} connection={connection} report={report} />
    </>
  )
}

function Outcome({ view, report }: { view: View; report: PreviewReport }) {
  const { t, say } = view
  const { seen, unchanged, reasons, isWhole, sample } = report
  const waiting = Object.entries(reasons)
  return (
    <>
      <p class="lead" role="status" id={report.error ? undefined : 'notice'} tabIndex={-1}>
        <b>{seen === 0 ? t.sources.previewEmpty : leadOf(view, report)}</b>{' '}
        {unchanged > 0 && t.sources.previewUnchanged(unchanged)} {t.sources.previewNothing}
      </p>
      {seen > 0 && <p class="muted">{isWhole ? t.sources.previewWhole : t.sources.previewPart}</p>}
      {waiting.length > 0 && (
        <>
          <h2>{t.sources.waits}</h2>
          <ul class="plain-list">
            {waiting.map(([reason, n]) => {
              const [what, remedy] = reasonWords(view, reason)
              return (
                <li key={reason}>
                  <b>
                    {what}: {say.count(n)}
                  </b>
                  . <Mixed view={view} text={remedy} />
                  <Decide view={view} reason={reason} isTried />
                </li>
              )
            })}
          </ul>
        </>
      )}
      {sample.length > 0 && <Sample view={view} lines={sample} />}
    </>
  )
}

/** «Найдено 214 отметок. Станут записями 196, не узнаны 11, не подходят 7.» */
function leadOf({ t, say }: View, { seen, entries, reasons }: PreviewReport): string {
  const { 'unknown-learner': strangers = 0, ...others } = reasons
  const rest = Object.values(others).reduce((sum, n) => sum + n, 0)
  return t.sources.previewLead(seen, say.count(entries), say.count(strangers), say.count(rest))
}

function Sample({ view, lines }: { view: View; lines: readonly PreviewLine[] }) {
  const { t, say } = view
  const outcome = ({ reason, facts, hours }: PreviewLine) =>
    reason ? (
      <Mixed view={view} text={reasonWords(view, reason, facts)[0]} />
    ) : (
      t.sources.willBeEntry(say.hours((hours ?? 0) as Hours))
    )
  return (
    <>
      <h2>{t.sources.sample}</h2>
      <table class="stack" role="table">
        <Heads of={[t.runs.person, t.runs.course, t.runs.completed, t.sources.outcome]} />
        <tbody role="rowgroup">
          {lines.map(line => (
            <tr role="row" key={line.key}>
              <td role="cell" {...contentLang(view)}>
                {line.person || '—'}
              </td>
              <td role="cell" {...contentLang(view)}>
                {line.title || '—'}
              </td>
              <td role="cell">{line.date ? say.date(line.date) : '—'}</td>
              <td role="cell">{outcome(line)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Next({ view, connection, report }: PreviewProps & { report: PreviewReport }) {
  const isFine = !report.error
  /** What to press then stands at the columns. */
  const hasColumns = (report.columns ?? []).length > 0
  const { t } = view
  const { setup, state, type } = connection
  return (
    <div class="actions">
      {isFine && setup?.upload && (
        <form method="post" action={connectionPath(view, connection.id, '/import')} data-once>
          <Seen {...connection} />
          <button type="submit" class="main">
            {t.sources.uploadImport}
          </button>
        </form>
      )}
      {isFine && !setup?.upload && state && (
        <form method="post" action={connectionPath(view, connection.id, '/on')} data-once>
          <Seen {...connection} />
          <button type="submit" class="main">
            {t.sources.switchOn}
          </button>
        </form>
      )}
      {type === 'portal' && (
        <a
          class={hasColumns || isFine || !setup?.upload ? 'button' : 'button main'}
          href={connectionPath(view, connection.id, '/upload')}
        >
          {setup?.upload ? t.sources.uploadOther : t.sources.uploadTitle}
        </a>
      )}
      {!isFine && !setup?.upload && (
        <a
          class={hasColumns ? 'button' : 'button main'}
          href={connectionPath(view, connection.id, '/setup/check')}
        >
          {t.sources.checkAgain}
        </a>
      )}
      <a class="button" href={connectionPath(view, connection.id, '/setup')}>
        {t.back}
      </a>
    </div>
  )
}

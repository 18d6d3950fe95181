import type { DiagnosisView, FailureView, LaunchView, PlatformDiagnosis } from '#lti/diagnosis'
import { Heads } from '../../ui/heads.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { when } from '../../ui/sources/run-words.tsx'
import type { View } from '../../view.ts'

interface LaunchesProps {
  view: View
  launches: DiagnosisView
  /** Error id that was asked for, and what was found. */
  asked: { id: string; found: readonly FailureView[] } | null
}

/** How launches went: the last five with the failing check's name, and refusals by the id that a person was shown. */
export function Launches({ view, launches, asked }: LaunchesProps) {
  const { t } = view
  return (
    <>
      <section aria-labelledby="recent">
        <h2 id="recent">{t.diagnosis.recent}</h2>
        {launches.recent.length === 0 ? (
          <p>{t.diagnosis.noLaunches}</p>
        ) : (
          <Recent view={view} rows={launches.recent} />
        )}
      </section>
      <section aria-labelledby="failures">
        <h2 id="failures">{t.diagnosis.failures}</h2>
        <form method="get" action={`${view.base}/admin/diagnosis#failures`} class="filters">
          <div>
            <label for="error">{t.diagnosis.find}</label>
            <input id="error" name="error" value={asked?.id ?? ''} maxLength={40} autocomplete="off" />
          </div>
          <div>
            <button type="submit">{t.diagnosis.findButton}</button>
          </div>
        </form>
        {asked && asked.found.length === 0 && (
          <p class="note quiet" role="status" id="notice" tabIndex={-1}>
            {t.diagnosis.notFound(asked.id)}
          </p>
        )}
        {!asked && launches.failures.length === 0 && <p>{t.diagnosis.noFailures}</p>}
        <Failures view={view} rows={asked?.found ?? launches.failures} />
      </section>
    </>
  )
}

function Recent({ view, rows }: { view: View; rows: readonly LaunchView[] }) {
  const { t } = view
  return (
    <ul class="plain-list">
      {rows.map(({ at, platform, rung, refused }) => (
        <li>
          {when(view, at)} · <Mixed view={view} text={platform ?? '—'} /> ·{' '}
          {refused ? (
            <span class="bad">
              × {t.diagnosis.refused(refused.code)}: <Mixed view={view} text={refused.cause} />
            </span>
          ) : (
            <span class="good">✓ {t.diagnosis.launched(rung ?? '')}</span>
          )}
        </li>
      ))}
    </ul>
  )
}

function Failures({ view, rows }: { view: View; rows: readonly FailureView[] }) {
  const { t } = view
  if (rows.length === 0) return null
  const heads = [t.diagnosis.whenAndId, t.diagnosis.result, t.diagnosis.whose, t.diagnosis.remedy]
  return (
    <table class="stack" role="table" aria-label={t.diagnosis.failures}>
      <Heads of={heads} />
      <tbody role="rowgroup">
        {rows.map(one => (
          <tr role="row" key={one.errorId}>
            <td role="cell">
              {when(view, one.at)}
              <small class="below">
                <code>{one.errorId}</code>
              </small>
            </td>
            <td role="cell">
              <Mixed view={view} text={one.cause} />
              <small class="below">
                <code>{one.code}</code> <Mixed view={view} text={one.platform ?? ''} />
              </small>
            </td>
            <td role="cell">{t.diagnosis.owners[one.whose]}</td>
            <td role="cell">
              <Mixed view={view} text={one.remedy} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Which rung of the ladder the last launches of a platform used: its cookie and storage mode. */
export function Rungs({ view, platform }: { view: View; platform: PlatformDiagnosis | undefined }) {
  const { t, say } = view
  if (!platform || platform.launches === 0) return <p class="muted">{t.diagnosis.noLaunches}</p>
  return (
    <p>
      {t.diagnosis.rungs}:{' '}
      {platform.rungs.map(({ text, count }) => t.diagnosis.rungCount(text, say.count(count))).join(' · ')}
    </p>
  )
}

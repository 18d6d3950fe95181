import type { PullSchedule } from '#administration/pull-schedule'
import type { ConnectionOverview } from '#administration/runs'
import type { Run } from '#store/ports/runs'
import type { Notice } from '../../notice.ts'
import { Mixed } from '../../ui/mixed.tsx'
import { dayAndTime } from '../../ui/moment.ts'
import { Shell } from '../../ui/shell.tsx'
import { QuarantineReasons } from '../../ui/sources/quarantine-reasons.tsx'
import { RunNotice } from '../../ui/sources/run-words.tsx'
import { RunsTable } from '../../ui/sources/runs-table.tsx'
import { typeTitle } from '../../ui/sources/setup.tsx'
import type { View } from '../../view.ts'

interface ConnectionProps {
  view: View
  connection: ConnectionOverview
  schedule: PullSchedule
  /** Newest first. */
  runs: readonly Run[]
  notice: Notice | null
}

/** A file is read whole each time. */
const isReadInParts = ({ type }: ConnectionOverview): boolean => type === 'moodle'

function scheduleWords(view: View, connection: ConnectionOverview, given: PullSchedule): string {
  const { everyMinutes, next, fullEveryDays, lastFull } = given
  const { schedule, runs } = view.t
  if (everyMinutes === null) return schedule.once
  const itself = schedule.itself(everyMinutes, next ? dayAndTime(view, next) : null)
  if (!isReadInParts(connection)) return itself
  const full = fullEveryDays > 0 ? [schedule.fullItself(fullEveryDays)] : []
  const last = lastFull ? [schedule.lastFull(dayAndTime(view, lastFull))] : []
  return [itself, runs.fullHint, ...full, ...last].join(' ')
}

/** One source: pull it, and what became of the pulls before. */
export function ConnectionPage({ view, connection, schedule, runs, notice }: ConnectionProps) {
  const { t, base } = view
  const path = `${base}/admin/connections/${encodeURIComponent(connection.id)}`
  return (
    <Shell view={view} title={connection.title} nav="admin">
      <RunNotice view={view} notice={notice} />
      <h1 tabIndex={-1}>
        <Mixed view={view} text={connection.title} />
      </h1>
      <p class="muted">
        {typeTitle(view, connection.type)} · <code>{connection.name}</code>
        {connection.state && ` · ${t.sources[connection.state]}`}
      </p>
      <QuarantineReasons view={view} connectionId={connection.id} reasons={connection.quarantine} />
      {!connection.state && (
        <form method="post" action={`${path}/run`} data-once>
          <div class="actions">
            <button type="submit" class="main">
              {t.admin.load}
            </button>
            {isReadInParts(connection) && (
              <button type="submit" name="full" value="yes">
                {t.runs.full}
              </button>
            )}
          </div>
          <p class="muted">{scheduleWords(view, connection, schedule)}</p>
        </form>
      )}
      <div class="actions">
        <a class="button" href={`${path}/setup`}>
          {t.sources.change}
        </a>
        {connection.type === 'portal' && (
          <a class="button" href={`${path}/upload`}>
            {t.sources.uploadTitle}
          </a>
        )}
      </div>
      <h2>{t.runs.history}</h2>
      {runs.length === 0 ? <p>{t.admin.noRuns}</p> : <RunsTable view={view} runs={runs} />}
      <p class="crumb">
        <a href={`${base}/admin`}>{t.nav.admin}</a>
      </p>
    </Shell>
  )
}

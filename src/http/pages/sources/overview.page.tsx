import type { ConnectionOverview } from '#administration/runs'
import type { Run } from '#store/ports/runs'
import type { Notice } from '../../notice.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import { type Begun, FirstSteps } from '../../ui/sources/first-steps.tsx'
import { QuarantineReasons } from '../../ui/sources/quarantine-reasons.tsx'
import { LoadNow } from '../../ui/sources/run-parts.tsx'
import { RunNotice, runResult, when } from '../../ui/sources/run-words.tsx'
import { RunsTable } from '../../ui/sources/runs-table.tsx'
import { typeTitle } from '../../ui/sources/setup.tsx'
import type { View } from '../../view.ts'

interface OverviewProps {
  view: View
  connections: readonly ConnectionOverview[]
  runs: readonly Run[]
  /** `null`: the site is under way. */
  begun: Begun | null
  notice: Notice | null
}

/** What is connected, how the last pulls went, what was not resolved and what to do about it. */
export function OverviewPage({ view, connections, runs, begun, notice }: OverviewProps) {
  const { t } = view
  return (
    <Shell view={view} title={t.admin.title} nav="admin">
      <RunNotice view={view} notice={notice} />
      <h1 tabIndex={-1}>{t.admin.title}</h1>
      {begun && <FirstSteps view={view} begun={begun} />}
      <h2>{t.admin.sources}</h2>
      {connections.length === 0 && <p>{t.admin.none}</p>}
      <p>
        <a
          class={connections.length > 0 ? 'button' : 'button main'}
          href={`${view.base}/admin/connections/new`}
        >
          {t.sources.add}
        </a>
      </p>
      <ul class="cards">
        {connections.map(connection => (
          <Connection key={connection.id} view={view} connection={connection} />
        ))}
      </ul>
      <h2>{t.admin.runs}</h2>
      {runs.length === 0 ? (
        <p>{t.admin.noRuns}</p>
      ) : (
        <RunsTable
          view={view}
          runs={runs}
          titles={new Map(connections.map(({ id, title }) => [id, title]))}
        />
      )}
    </Shell>
  )
}

function Connection({ view, connection }: { view: View; connection: ConnectionOverview }) {
  const { t } = view
  const { lastRun } = connection
  return (
    <li>
      <div class="grow">
        <h3 {...contentLang(view)}>
          <a href={`${view.base}/admin/connections/${encodeURIComponent(connection.id)}`}>
            {connection.title}
          </a>
        </h3>
        <small class="below">
          {typeTitle(view, connection.type)} · {t.admin.lastRun}:{' '}
          {lastRun ? (
            <a href={`${view.base}/admin/runs/${encodeURIComponent(lastRun.id)}`}>
              {when(view, lastRun.startedAt)}, {runResult(view, lastRun)}
            </a>
          ) : (
            t.admin.never
          )}
        </small>
        {connection.heldRunId && (
          <p class="note problem">
            <a href={`${view.base}/admin/runs/${encodeURIComponent(connection.heldRunId)}`}>
              {t.runs.goneStatus.held}
            </a>
          </p>
        )}
        <QuarantineReasons view={view} connectionId={connection.id} reasons={connection.quarantine} />
      </div>
      {connection.state ? (
        <a class="button" href={`${view.base}/admin/connections/${encodeURIComponent(connection.id)}/setup`}>
          {t.sources[connection.state]}: {t.sources.change}
          <span class="vh">
            : <Mixed view={view} text={connection.title} />
          </span>
        </a>
      ) : (
        <LoadNow view={view} connectionId={connection.id} title={connection.title} />
      )}
    </li>
  )
}

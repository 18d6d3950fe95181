import type { Run } from '#store/ports/sources'
import type { ConnectionRow } from '../admin.ts'
import { contentLang } from '../ui/book-link.ts'
import { Mixed } from '../ui/mixed.tsx'
import { QuarantineReasons } from '../ui/quarantine-reasons.tsx'
import { Counts, runResult, when } from '../ui/run-words.tsx'
import { Shell } from '../ui/shell.tsx'
import type { View } from '../view.ts'

interface OverviewProps {
  view: View
  connections: readonly ConnectionRow[]
  runs: readonly Run[]
}

/** What is connected, how the last pulls went, what was not resolved and what to do about it. */
export function OverviewPage({ view, connections, runs }: OverviewProps) {
  const { t } = view
  return (
    <Shell view={view} title={t.admin.title} nav="admin">
      <h1 tabIndex={-1}>{t.admin.title}</h1>
      <h2>{t.admin.sources}</h2>
      {connections.length === 0 && <p>{t.admin.none}</p>}
      <ul class="cards">
        {connections.map(connection => (
          <Connection key={connection.id} view={view} connection={connection} />
        ))}
      </ul>
      <h2>{t.admin.runs}</h2>
      {runs.length === 0 ? (
        <p>{t.admin.noRuns}</p>
      ) : (
        <Runs view={view} runs={runs} connections={connections} />
      )}
    </Shell>
  )
}

function Connection({ view, connection }: { view: View; connection: ConnectionRow }) {
  const { t } = view
  const { lastRun } = connection
  return (
    <li>
      <div class="grow">
        <h3 {...contentLang(view)}>{connection.title}</h3>
        <small class="below">
          {connection.type} · {t.admin.lastRun}:{' '}
          {lastRun ? (
            <a href={`${view.base}/admin/runs/${encodeURIComponent(lastRun.id)}`}>
              {when(view, lastRun.startedAt)}, {runResult(view, lastRun)}
            </a>
          ) : (
            t.admin.never
          )}
        </small>
        <QuarantineReasons view={view} connectionId={connection.id} reasons={connection.quarantine} />
      </div>
      <form
        method="post"
        action={`${view.base}/admin/connections/${encodeURIComponent(connection.id)}/run`}
        data-once
      >
        <button type="submit" class="main">
          {t.admin.load}
          <span class="vh">
            : <Mixed view={view} text={connection.title} />
          </span>
        </button>
      </form>
    </li>
  )
}

function Runs({ view, runs, connections }: OverviewProps) {
  const { t } = view
  const titles = new Map(connections.map(({ id, title }) => [id, title]))
  return (
    <table class="stack" role="table">
      <thead role="rowgroup">
        <tr role="row">
          {[t.admin.started, t.admin.source, t.admin.result, t.admin.count].map(head => (
            <th role="columnheader" scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {runs.map(run => (
          <tr role="row" key={run.id}>
            <td role="cell">
              <a href={`${view.base}/admin/runs/${encodeURIComponent(run.id)}`}>
                {when(view, run.startedAt)}
              </a>
            </td>
            <td role="cell" class="meta" {...contentLang(view)}>
              {titles.get(run.connectionId) ?? run.connectionId}
            </td>
            <td role="cell" class="meta last">
              {runResult(view, run)}
            </td>
            <td role="cell">
              <Counts view={view} run={run} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import type { ConnectionOverview } from '#administration/runs'
import type { Run } from '#store/ports/runs'
import type { Notice } from '../../notice.ts'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import { QuarantineReasons } from '../../ui/sources/quarantine-reasons.tsx'
import { RunNotice } from '../../ui/sources/run-words.tsx'
import { RunsTable } from '../../ui/sources/runs-table.tsx'
import { typeTitle } from '../../ui/sources/setup.tsx'
import type { View } from '../../view.ts'

interface ConnectionProps {
  view: View
  connection: ConnectionOverview
  /** Newest first. */
  runs: readonly Run[]
  notice: Notice | null
}

/** One source: pull it, and what became of the pulls before. */
export function ConnectionPage({ view, connection, runs, notice }: ConnectionProps) {
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
            <button type="submit" name="full" value="yes">
              {t.runs.full}
            </button>
          </div>
          <p class="muted">{t.runs.fullHint}</p>
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

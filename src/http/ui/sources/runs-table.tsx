import type { Run } from '#store/ports/runs'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'
import { Heads } from '../heads.tsx'
import { Counts, runResult, when } from './run-words.tsx'

interface RunsTableProps {
  view: View
  runs: readonly Run[]
  /** Of the connections; without them the column of sources is left out. */
  titles?: ReadonlyMap<string, string>
}

/** One line a run, newest first. */
export function RunsTable({ view, runs, titles }: RunsTableProps) {
  const { t } = view
  return (
    <table class="stack" role="table">
      <Heads of={[t.admin.started, ...(titles ? [t.admin.source] : []), t.admin.result, t.admin.count]} />
      <tbody role="rowgroup">
        {runs.map(run => (
          <tr role="row" key={run.id}>
            <td role="cell">
              <a href={`${view.base}/admin/runs/${encodeURIComponent(run.id)}`}>
                {when(view, run.startedAt)}
              </a>
            </td>
            {titles && (
              <td role="cell" class="meta" {...contentLang(view)}>
                {titles.get(run.connectionId) ?? run.connectionId}
              </td>
            )}
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

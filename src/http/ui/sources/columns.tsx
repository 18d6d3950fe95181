import type { SetupView } from '#administration/connection-setup'
import type { SourceColumn } from '#connectors/contract'
import type { PreviewReport } from '#sync/contract'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'
import { Seen } from '../form.tsx'
import { Heads } from '../heads.tsx'
import { connectionPath } from './setup.tsx'

/** Of a column that is not needed. */
export const PASSED_OVER = '-'

interface ColumnsProps {
  view: View
  connection: SetupView
  report: PreviewReport
}

/** Of a table: what each header is taken for, to be said otherwise, and how the file was read. */
export function Columns({ view, connection, report: { columns = [], raw, error } }: ColumnsProps) {
  const { t } = view
  if (columns.length === 0) return null
  const isAsked = error !== undefined || columns.some(({ isUnknown }) => isUnknown)
  return (
    <details id="columns" open={isAsked}>
      <summary>
        <span id="columns-title">{t.sources.columns}</span>
      </summary>
      {raw && (
        <p class="muted">
          {t.sources.format}: {raw.format.toUpperCase()}
          {raw.encoding && ` · ${t.sources.encodingFound}: ${raw.encoding}`} · SHA-256{' '}
          <code>{raw.sha256}</code>
        </p>
      )}
      <p>{t.sources.columnsHint}</p>
      <form method="post" action={connectionPath(view, connection.id, '/setup/columns')} data-once>
        <Seen {...connection} />
        <table class="stack" role="table" aria-labelledby="columns-title">
          <Heads of={[t.sources.column, t.sources.example, t.sources.meaning]} />
          <tbody role="rowgroup">
            {columns.map((column, i) => (
              <Column key={column.header} view={view} column={column} id={`column-${i}`} />
            ))}
          </tbody>
        </table>
        <div class="actions">
          <button type="submit" class={error ? 'main' : undefined}>
            {t.sources.columnsSave}
          </button>
        </div>
      </form>
    </details>
  )
}

function Column({ view, column, id }: { view: View; column: SourceColumn; id: string }) {
  const { t } = view
  const { header, field, isUnknown, example } = column
  const was = isUnknown ? '' : (field ?? PASSED_OVER)
  const options = [
    ...(isUnknown ? [['', t.sources.columnUnknown]] : []),
    [PASSED_OVER, t.sources.passedOver],
    ...Object.entries(t.sources.fields),
  ]
  return (
    <tr role="row">
      <td role="cell">
        <label for={id} {...contentLang(view)}>
          <b>{header}</b>
        </label>
        <input type="hidden" name="header" value={header} />
        <input type="hidden" name="was" value={was} />
      </td>
      <td role="cell" class="meta" {...contentLang(view)}>
        {example ?? '—'}
      </td>
      <td role="cell">
        <select id={id} name="field">
          {options.map(([value, words]) => (
            <option value={value} selected={value === was}>
              {words}
            </option>
          ))}
        </select>
      </td>
    </tr>
  )
}

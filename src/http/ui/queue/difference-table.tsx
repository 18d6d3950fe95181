import type { ComponentChildren } from 'preact'
import type { View } from '../../view.ts'
import { Mixed } from '../mixed.tsx'

export interface DifferentField {
  label: string
  was: string
  now: string
}

interface TableProps {
  view: View
  fields: readonly DifferentField[]
  /** Over the two columns; without them «было» and «стало». */
  heads?: { was: ComponentChildren; now: ComponentChildren }
}

/** Two columns of what differs, marked, and said with words for whoever does not see the mark; the rest is folded. */
export function DifferenceTable({ view, fields, heads }: TableProps) {
  const { queue } = view.t
  const same = fields.filter(({ was, now }) => was === now).map(({ label }) => label)
  const different = fields.filter(({ was, now }) => was !== now)
  return (
    <>
      {different.length > 0 && (
        <table class="diff">
          <thead>
            <tr>
              <th scope="col">{queue.field}</th>
              <th scope="col">{heads?.was ?? queue.was}</th>
              <th scope="col">{heads?.now ?? queue.became}</th>
            </tr>
          </thead>
          <tbody>
            {different.map(field => (
              <Row key={field.label} view={view} field={field} />
            ))}
          </tbody>
        </table>
      )}
      {same.length > 0 && <p class="muted">{queue.same(same.join(', '))}</p>}
    </>
  )
}

function Row({ view, field: { label, was, now } }: { view: View; field: DifferentField }) {
  const { queue } = view.t
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>
        <del>
          <span class="vh">{queue.was} </span>
          <Mixed view={view} text={was || '—'} />
        </del>
      </td>
      <td>
        <ins>
          <span class="vh">{queue.became} </span>
          <Mixed view={view} text={now || '—'} />
        </ins>
      </td>
    </tr>
  )
}

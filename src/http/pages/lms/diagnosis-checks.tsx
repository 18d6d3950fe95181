import { Heads } from '../../ui/heads.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import type { View } from '../../view.ts'
import type { CheckRow } from './diagnosis-rows.ts'

const SIGNS = { ok: '✓', warning: '◷', error: '×' } as const
const CLASSES = { ok: 'good', warning: 'warn', error: 'bad' } as const

interface ChecksProps {
  view: View
  rows: readonly CheckRow[]
  label: string
}

/** Check, result in words, what was seen, whose it is, remedy. */
export function Checks({ view, rows, label }: ChecksProps) {
  const { t } = view
  const heads = [
    t.diagnosis.check,
    t.diagnosis.result,
    t.diagnosis.seen,
    t.diagnosis.whose,
    t.diagnosis.remedy,
  ]
  return (
    <table class="stack" role="table" aria-label={label}>
      <Heads of={heads} />
      <tbody role="rowgroup">
        {rows.map(row => (
          <Check key={row.href ?? row.check} view={view} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function Check({ view, row }: { view: View; row: CheckRow }) {
  const { t } = view
  return (
    <tr role="row">
      <td role="cell">
        {row.href ? (
          <a href={view.base + row.href}>
            <Mixed view={view} text={row.check} />
          </a>
        ) : (
          <Mixed view={view} text={row.check} />
        )}
      </td>
      <td role="cell">
        <b class={CLASSES[row.level]}>
          <span aria-hidden="true">{SIGNS[row.level]} </span>
          <span class="vh">{t.diagnosis.levels[row.level]}: </span>
        </b>
        <Mixed view={view} text={row.result} />
      </td>
      <td role="cell" data-label={t.diagnosis.seen}>
        {row.seen ? <code>{row.seen}</code> : '—'}
      </td>
      <td role="cell" data-label={t.diagnosis.whose}>
        {row.whose ?? '—'}
      </td>
      <td role="cell" data-label={t.diagnosis.remedy}>
        {row.remedy ? <Mixed view={view} text={row.remedy} /> : '—'}
      </td>
    </tr>
  )
}

import type { IndicatorRow } from '#credits/reports/contract'
import type { View } from '../../view.ts'
import { Heads } from '../heads.tsx'

/** What the regulation's own report counts, each with its clause. */
export function Indicators({ view, indicators }: { view: View; indicators: readonly IndicatorRow[] }) {
  const { t, lang, say } = view
  return (
    <section>
      <h2 id="indicators">{t.reports.indicators}</h2>
      <table class="stack" role="table" aria-labelledby="indicators">
        <Heads of={[t.reports.indicator, t.reports.value, t.reports.clause]} />
        <tbody role="rowgroup">
          {indicators.map(row => (
            <tr role="row" key={row.id}>
              <td role="cell">{row.title[lang]}</td>
              <td role="cell">
                {indicatorValue(view, row)}
                {row.target !== undefined && (
                  <small class="below">{t.reports.target(String(row.target))}</small>
                )}
              </td>
              <td role="cell" class="meta last">
                {say.clause(row.clause)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** «12 из 48 (25 %)», a count, or that nothing is known yet. */
export function indicatorValue({ t, say }: View, { part, whole }: IndicatorRow): string {
  if (whole === null) return say.count(part)
  if (whole === 0) return t.reports.noShare
  return t.reports.share(say.count(part), say.count(whole), say.count(Math.floor((part * 100) / whole)))
}

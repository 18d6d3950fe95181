import type { HeldCompletion } from '#administration/runs'
import { isHeld, type Reconciliation, type Removals, type Run } from '#store/ports/runs'
import { isQuarantineReason, reasonTitle } from '#sync/reasons'
import { dateIn, type View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'
import { Heads } from '../heads.tsx'
import { Mixed } from '../mixed.tsx'
import { dayAndTime } from '../moment.ts'

export const runPath = ({ base }: View, { id }: Pick<Run, 'id'>, rest = ''): string =>
  `${base}/admin/runs/${encodeURIComponent(id)}${rest}`

/** «Загрузить сейчас»; `title` says of which source where there are several. */
export const LoadNow = ({
  view,
  connectionId,
  title,
}: {
  view: View
  connectionId: string
  title?: string
}) => (
  <form
    method="post"
    action={`${view.base}/admin/connections/${encodeURIComponent(connectionId)}/run`}
    data-once
  >
    <button type="submit" class="main">
      {view.t.admin.load}
      {title && (
        <span class="vh">
          : <Mixed view={view} text={title} />
        </span>
      )}
    </button>
  </form>
)

/** What disappeared from the source; if it was too much, the decision that a person has to make. */
export function RemovalsPart({ view, run, held }: { view: View; run: Run; held: readonly HeldCompletion[] }) {
  const { removals } = run
  const { t } = view
  if (!removals || removals.gone === 0) return null
  const isUndecided = isHeld(run)
  return (
    <section class={isUndecided ? 'note problem' : undefined} aria-labelledby="gone">
      <h2 id="gone">{t.runs.gone}</h2>
      <p>
        {t.runs.goneOf(removals.gone, removals.of)} <b>{t.runs.goneStatus[removals.status]}</b>{' '}
        <DecidedBy view={view} removals={removals} />
      </p>
      {isUndecided && <HeldPart view={view} run={run} removals={removals} held={held} />}
    </section>
  )
}

/** Of decisions from before names were kept: nothing. */
function DecidedBy({ view, removals: { decidedByName, decidedAt } }: { view: View; removals: Removals }) {
  if (decidedByName === undefined || decidedAt === undefined) return null
  return <Mixed view={view} text={view.t.runs.decidedBy(decidedByName, dayAndTime(view, decidedAt))} />
}

function HeldPart({
  view,
  run,
  removals,
  held,
}: {
  view: View
  run: Run
  removals: Removals
  held: readonly HeldCompletion[]
}) {
  const { t } = view
  return (
    <>
      <p>
        {t.runs.ceiling(removals.ceilingPercent)} {t.runs.whyHeld}
      </p>
      <HeldTable view={view} held={held} />
      <div class="actions">
        <a class="button" href={runPath(view, run, '/withdraw')}>
          {t.runs.withdraw(removals.gone)}
        </a>
        <form method="post" action={runPath(view, run, '/keep')} data-once>
          <button type="submit" class="main">
            {t.runs.keep}
          </button>
        </form>
      </div>
      <p class="muted">{t.runs.keepHint}</p>
    </>
  )
}

export function HeldTable({ view, held }: { view: View; held: readonly HeldCompletion[] }) {
  const { t, say, timeZone } = view
  if (held.length === 0) return null
  return (
    <table class="stack" role="table">
      <caption>{t.runs.first(held.length)}</caption>
      <Heads of={[t.runs.person, t.runs.course, t.runs.completed]} />
      <tbody role="rowgroup">
        {held.map(row => (
          <tr role="row" key={row.key}>
            <td role="cell" {...contentLang(view)}>
              {row.person}
            </td>
            <td role="cell" {...contentLang(view)}>
              {row.title}
            </td>
            <td role="cell">{row.at ? say.date(dateIn(timeZone, new Date(row.at))) : '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Rows of the reconciliation in words, for the page and for the file. */
export function reconciliationRows({ t, lang }: View, found: Reconciliation): [string, number][] {
  const { source, completions, revisions, entries, quarantine, differences } = found
  const named = (names: Record<string, string>, key: string): string => names[key] ?? key
  return [
    [t.runs.inSource, source.records],
    ...(source.rows === undefined ? [] : [[t.runs.inSourceRows, source.rows] as [string, number]]),
    ...(completions === undefined ? [] : [[t.runs.stored, completions] as [string, number]]),
    [t.runs.revisions, revisions],
    ...Object.entries(entries).map(([status, n]): [string, number] => [
      `${t.runs.entries}: ${named(t.runs.entryStatuses, status)}`,
      n,
    ]),
    ...Object.entries(quarantine).map(([reason, n]): [string, number] => [
      `${t.runs.waiting}: ${isQuarantineReason(reason) ? reasonTitle(reason, lang) : reason}`,
      n,
    ]),
    ...differences.map(({ code, n }): [string, number] => [`≠ ${named(t.runs.differences, code)}`, n]),
  ]
}

/** Сверка: what the source showed against what is stored. */
export function ReconciliationPart({ view, run }: { view: View; run: Run }) {
  const { t, say } = view
  if (!run.reconciliation) return null
  return (
    <section aria-labelledby="reconciliation">
      <h2 id="reconciliation">{t.runs.reconciliation}</h2>
      <p class="muted">{t.runs.reconciliationHint}</p>
      <table role="table">
        <Heads of={[t.runs.what, t.runs.howMany]} />
        <tbody role="rowgroup">
          {reconciliationRows(view, run.reconciliation).map(([what, n]) => (
            <tr role="row" key={what}>
              <td role="cell">{what}</td>
              <td role="cell">{say.count(n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {run.pass !== undefined && <p>{t.runs.restOnly}</p>}
      {run.pass === undefined && run.reconciliation.differences.length === 0 && <p>✓ {t.runs.agrees}</p>}
      <p>
        <a href={runPath(view, run, '/reconciliation.csv')} download>
          {t.runs.download}
        </a>
      </p>
    </section>
  )
}

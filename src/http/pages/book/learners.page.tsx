import type { ReadyRow } from '#credits/contract'
import { fullName } from '#domain/names/full-name'
import { contentLang } from '../../ui/book/book-link.ts'
import { Field } from '../../ui/form.tsx'
import { Heads } from '../../ui/heads.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

interface LearnersProps {
  view: View
  rows: readonly ReadyRow[]
  /** With which the family name begins; empty: everybody. */
  find: string
  nextHref: string | null
}

/** Learners of the actor's programmes, each with a link to the book. */
export function LearnersPage({ view, rows, find, nextHref }: LearnersProps) {
  const { t, base } = view
  return (
    <Shell view={view} title={t.learners.title} nav="learners">
      <h1 tabIndex={-1}>{t.learners.title}</h1>
      {view.actor?.roles.includes('administrator') && (
        <p>
          <a href={`${view.base}/admin/programmes`}>{t.enrol.open}</a>
        </p>
      )}
      <form method="get" action={`${base}/learners`} class="filters">
        <Field id="find" label={t.learners.find} hint={t.people.findHint} error={undefined}>
          {described => <input id="find" name="find" value={find} {...contentLang(view)} {...described} />}
        </Field>
        <button type="submit">{t.people.search}</button>
        {find && <a href={`${base}/learners`}>{t.learners.all}</a>}
      </form>
      {rows.length === 0 ? (
        <p>{find ? t.learners.noneFound : t.learners.empty}</p>
      ) : (
        <LearnersTable view={view} rows={rows} />
      )}
      {nextHref && (
        <div class="actions">
          <a class="button" href={view.base + nextHref}>
            {t.next}
          </a>
        </div>
      )}
    </Shell>
  )
}

function LearnersTable({ view, rows }: { view: View; rows: readonly ReadyRow[] }) {
  const { t, say } = view
  return (
    <table class="stack" role="table">
      <Heads of={[t.learners.name, t.learners.programme, t.learners.hours, t.learners.state]} numeric={[2]} />
      <tbody role="rowgroup">
        {rows.map(row => (
          <tr role="row" key={row.enrolment.id}>
            <td role="cell">
              <a href={bookOf(view, row)} {...contentLang(view)}>
                {fullName(row.learner)}
              </a>
              {row.learner.organisation && (
                <small class="below" {...contentLang(view)}>
                  {row.learner.organisation}
                </small>
              )}
            </td>
            <td role="cell" class="meta" {...contentLang(view)}>
              {row.programme.title}
            </td>
            <td role="cell" class="num meta last">
              {t.of(say.number(row.progress.hours.counted), say.hours(row.progress.hours.required))}
            </td>
            <td role="cell">
              <StateOf view={view} row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export const bookOf = (view: View, { learner, programme }: Pick<ReadyRow, 'learner' | 'programme'>): string =>
  `${view.base}/learners/${encodeURIComponent(learner.id)}?programme=${encodeURIComponent(programme.id)}`

function StateOf({ view, row }: { view: View; row: ReadyRow }) {
  const { t, say } = view
  const number =
    row.certificate?.state === 'issued' ? row.certificate.snapshot?.registrationNumber : undefined
  if (number) return <span class="status counted">✓ {t.learners.issued(number)}</span>
  if (row.progress.eligible) return <span class="status counted">✓ {t.learners.ready}</span>
  const { required, counted } = row.progress.hours
  const short = Math.max(0, required - counted) as typeof required
  const unmet = row.progress.requirements.filter(requirement => !requirement.met).length
  return (
    <span class="muted">{short > 0 ? t.learners.notReady(say.hours(short)) : t.learners.unmet(unmet)}</span>
  )
}

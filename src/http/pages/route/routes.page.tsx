import type { RouteRow, Startable } from '#credits/routes/contract'
import type { StoredProgramme } from '#store/ports/people'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { rolesText, routePath, subjectOf } from '../../ui/route/words.ts'
import { Shell } from '../../ui/shell.tsx'
import { dateIn, type View } from '../../view.ts'

export const SHOWN = ['mine', 'open', 'all'] as const
export type Shown = (typeof SHOWN)[number]

export interface RoutesProps {
  view: View
  show: Shown
  rows: readonly RouteRow[]
  nextHref: string | null
  /** Programmes in which a school has one plan. */
  schoolProgrammes: readonly Pick<StoredProgramme, 'id' | 'title'>[]
  /** Learners whose route whoever looks may begin. */
  startable: readonly Startable[]
  /** A school's plan that was typed, and what is wrong with it. */
  draft?: { programme: string; organisation: string; orderedHours: string }
  errors?: Readonly<Record<string, string>>
}

/** «Маршруты»: those that wait for whoever looks, those under agreement, all. */
export function RoutesPage(props: RoutesProps) {
  const { view, show, rows, nextHref, schoolProgrammes, startable, errors } = props
  const { t, base } = view
  return (
    <Shell view={view} title={t.routes.list} nav="routes" isError={errors !== undefined}>
      <ErrorSummary view={view} errors={errors ?? {}} />
      <h1 tabIndex={-1}>{t.routes.list}</h1>
      <nav aria-label={t.routes.list}>
        <ul class="chips">
          {SHOWN.map(each => (
            <li>
              <a href={`${base}/routes?show=${each}`} aria-current={each === show ? 'page' : undefined}>
                {t.routes.tabs[each]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {rows.length === 0 && <p class="muted">{t.routes.emptyList[show]}</p>}
      <ul class="cards">
        {rows.map(row => (
          <Row key={row.id} view={view} row={row} />
        ))}
      </ul>
      {nextHref && (
        <div class="actions">
          <a class="button" href={base + nextHref}>
            {t.next}
          </a>
        </div>
      )}
      {startable.length > 0 && <StartLearner view={view} startable={startable} />}
      {schoolProgrammes.length > 0 && <StartSchool {...props} />}
    </Shell>
  )
}

function Row({ view, row }: { view: View; row: RouteRow }) {
  const { t, say } = view
  const hours =
    row.required === null ? say.hours(row.planned) : t.of(say.number(row.planned), say.hours(row.required))
  return (
    <li>
      <div>
        <b>
          <a href={view.base + routePath(row.id)}>
            <Mixed view={view} text={subjectOf(view, row)} />
          </a>
        </b>
        <p class="muted">
          <span {...contentLang(view)}>
            {row.programme.title}
            {row.organisation && row.subject.type === 'learner' && ` · ${row.organisation}`}
          </span>
          {' · '}
          {t.routes.revision(row.revision)} · {t.routes.planned(row.events)}, {hours}
          {row.done !== null && row.events > 0 && ` · ${t.routes.plan.done(row.done, row.events)}`}
          {row.sentAt && ` · ${say.date(dateIn(view.timeZone, new Date(row.sentAt)))}`}
        </p>
      </div>
      <p>
        {row.waitsForMe ? (
          <b class="warn">◷ {t.routes.waitsForMe}</b>
        ) : row.waitsFor.length > 0 ? (
          <>
            ◷ <Mixed view={view} text={t.routes.waitsFor(rolesText(view, row.waitsFor))} />
          </>
        ) : (
          t.routes.states[row.state]
        )}
      </p>
    </li>
  )
}

function StartLearner({ view, startable }: { view: View; startable: readonly Startable[] }) {
  const { t, base } = view
  return (
    <details>
      <summary>
        <span>{t.routes.startFor}</span>
      </summary>
      <form method="post" action={`${base}/routes`}>
        <Field id="enrolment" label={t.learners.name} error={undefined}>
          {described => (
            <select id="enrolment" name="enrolment" {...described} {...contentLang(view)}>
              {startable.map(({ enrolmentId, name, programme }) => (
                <option value={enrolmentId}>
                  {name} · {programme}
                </option>
              ))}
            </select>
          )}
        </Field>
        <button type="submit">{t.routes.start}</button>
      </form>
    </details>
  )
}

function StartSchool({ view, schoolProgrammes, draft, errors = {} }: RoutesProps) {
  const { t, base } = view
  return (
    <details open={draft !== undefined}>
      <summary>
        <span>{t.routes.startSchool}</span>
      </summary>
      <form method="post" action={`${base}/routes`} noValidate data-once>
        <Field id="programme" label={t.register.programme} error={undefined}>
          {described => (
            <select id="programme" name="programme" {...described} {...contentLang(view)}>
              {schoolProgrammes.map(({ id, title }) => (
                <option value={id} selected={id === draft?.programme}>
                  {title}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field id="organisation" label={t.routes.organisation} error={errors.organisation}>
          {described => (
            <input
              {...{ id: 'organisation', name: 'organisation', required: true, maxLength: 300 }}
              value={draft?.organisation}
              {...contentLang(view)}
              {...described}
            />
          )}
        </Field>
        <Field id="orderedHours" label={t.routes.orderedHours} error={errors.orderedHours}>
          {described => (
            <input
              {...{ id: 'orderedHours', name: 'orderedHours', inputMode: 'decimal' }}
              value={draft?.orderedHours}
              {...described}
            />
          )}
        </Field>
        <button type="submit">{t.routes.startSchool}</button>
      </form>
    </details>
  )
}

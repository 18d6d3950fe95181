import type { Appointments, AppointmentView, PersonFound } from '#credits/appointments/contract'
import type { Notice } from '../../notice.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { Field } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { roleName } from '../../ui/route/words.ts'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

interface PeopleProps {
  view: View
  rows: readonly AppointmentView[]
  /** What was searched for, and who was found without a role. */
  find: string
  idle: readonly PersonFound[]
  handOvers: Awaited<ReturnType<Appointments['handOvers']>>
  ended: boolean
  nextHref: string | null
  notice: Notice | null
}

/** «Люди и роли»: who holds which role of a regulation, for whom, since when. */
export function PeoplePage({ view, rows, find, idle, handOvers, ended, nextHref, notice }: PeopleProps) {
  const { t, base } = view
  const said = notice?.kind === 'appointment' && (t.people.saved as Record<string, string>)[notice.text ?? '']
  return (
    <Shell view={view} title={t.people.title} nav="people">
      {said && (
        <p class="note" role="status" id="notice" tabIndex={-1}>
          {said}
        </p>
      )}
      <h1 tabIndex={-1}>{t.people.title}</h1>
      <p class="muted">{t.people.intro}</p>
      <div class="actions">
        <a class="button main" href={`${base}/admin/people/appoint`}>
          {t.people.appoint}
        </a>
        <a class="button" href={`${base}/admin/people/invite`}>
          {t.people.invite.title}
        </a>
        <a class="button" href={`${base}/admin/people${ended ? '' : '?ended=yes'}`}>
          {ended ? t.people.hideEnded : t.people.showEnded}
        </a>
        <a class="button" href={`${base}/admin/people/merges`}>
          {t.merges.title}
        </a>
      </div>
      <Search view={view} find={find} />
      {rows.length === 0 && <p>{find === '' ? t.people.empty : t.people.noRoles}</p>}
      <ul class="cards">
        {rows.map(row => (
          <Row key={row.id} view={view} row={row} />
        ))}
      </ul>
      {idle.length > 0 && <Idle view={view} idle={idle} find={find} />}
      {nextHref && (
        <div class="actions">
          <a class="button" href={base + nextHref}>
            {t.next}
          </a>
        </div>
      )}
      {handOvers.length > 0 && <HandOvers view={view} handOvers={handOvers} />}
    </Shell>
  )
}

function Search({ view, find }: { view: View; find: string }) {
  const { t, base } = view
  return (
    <search>
      <form method="get" action={`${base}/admin/people`} class="filters">
        <Field id="find" label={t.people.find} hint={t.people.findHint} error={undefined}>
          {described => <input id="find" name="find" value={find} {...contentLang(view)} {...described} />}
        </Field>
        <button type="submit">{t.people.search}</button>
      </form>
    </search>
  )
}

/** Found by name, and without a role yet. */
function Idle({ view, idle, find }: { view: View; idle: readonly PersonFound[]; find: string }) {
  const { t, base } = view
  return (
    <section aria-labelledby="idle">
      <h2 id="idle">{t.people.idle}</h2>
      <ul class="plain-list">
        {idle.map(({ id, name, organisation }) => (
          <li key={id} {...contentLang(view)}>
            {[name, organisation].filter(Boolean).join(', ')}
          </li>
        ))}
      </ul>
      <a class="button" href={`${base}/admin/people/appoint?find=${encodeURIComponent(find)}`}>
        {t.people.appoint}
      </a>
    </section>
  )
}

function Row({ view, row }: { view: View; row: AppointmentView }) {
  const { t, base } = view
  const path = `${base}/admin/people`
  return (
    <li>
      <div>
        <b>
          <span {...contentLang(view)}>{row.personName}</span>: {roleName(view, row.role)}
          {row.deputy && ` (${t.people.isDeputy})`}
        </b>
        <AppointmentFacts view={view} row={row} />
      </div>
      <div class="actions">
        <a class="button" href={`${path}/${encodeURIComponent(row.id)}/end`}>
          {t.people.end}
          <span class="vh">
            {' '}
            <span {...contentLang(view)}>{row.personName}</span>, {roleName(view, row.role)}
          </span>
        </a>
        <a class="button" href={`${path}/hand-over?from=${encodeURIComponent(row.personId)}`}>
          {t.people.handOver}
          <span class="vh">
            {' '}
            <span {...contentLang(view)}>{row.personName}</span>, {roleName(view, row.role)}
          </span>
        </a>
      </div>
    </li>
  )
}

/** For whom, since when, on what basis. */
export function AppointmentFacts({ view, row }: { view: View; row: AppointmentView }) {
  const { t, say } = view
  const term = row.until
    ? t.people.term(say.date(row.from), say.date(row.until))
    : t.people.since(say.date(row.from))
  const narrowed = [
    ...row.programmes.map(({ title }) => title),
    ...(row.organisations ?? []),
    ...row.learners.map(({ name }) => name),
  ]
  return (
    <p class="muted">
      {narrowed.length > 0 && <span {...contentLang(view)}>{narrowed.join(' · ')}</span>}
      {row.programmes.length === 0 && ` ${t.people.forAll}`}
      {!row.organisations && row.learners.length === 0 && ` · ${t.people.everywhere}`}
      {' · '}
      {term}
      {!row.inForce && <b> · {t.people.notInForce}</b>}
      {row.basis && (
        <>
          {' · '}
          <span {...contentLang(view)}>{row.basis}</span>
        </>
      )}
    </p>
  )
}

function HandOvers({ view, handOvers }: Pick<PeopleProps, 'view' | 'handOvers'>) {
  const { t, say } = view
  return (
    <section aria-labelledby="hand-overs">
      <h2 id="hand-overs">{t.people.handOvers}</h2>
      <ul class="plain-list">
        {handOvers.map(each => (
          <li key={each.id}>
            {say.date(each.on)} ·{' '}
            <Mixed
              view={view}
              text={t.people.handedOver(each.fromName, each.toName, each.appointments.length)}
            />
            {each.comment && (
              <small class="below" {...contentLang(view)}>
                «{each.comment}»
              </small>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

import type { Regulation } from '#domain/regulations/regulation'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'
import { Mixed } from '../mixed.tsx'
import { rulesOf } from './regulation-rules.ts'

/** A regulation clause by clause: what it sets, what a document needs, what each kind carries. */
export function RegulationCard({ view, regulation }: { view: View; regulation: Regulation }) {
  const { t, say, lang } = view
  const { programmes } = t
  return (
    <details>
      <summary>
        <span>{regulation.title[lang]}</span>
        <small class="below">{programmes.version(regulation.version, say.date(regulation.validFrom))}</small>
      </summary>
      <p class="muted">{regulation.issuingBody[lang]}</p>
      <h3>{programmes.rules}</h3>
      <ul class="plain-list">
        {rulesOf(view, regulation).map(({ text, clause }) => (
          <li key={text}>
            <Mixed view={view} text={text} /> <small class="muted">({say.clause(clause)})</small>
          </li>
        ))}
      </ul>
      {regulation.roles.length > 0 && <Who view={view} regulation={regulation} />}
      <h3>{programmes.requirements}</h3>
      <ul class="plain-list">
        {regulation.requirements.map(({ id, clause }) => (
          <li key={id}>
            {programmes.requirement[id]} <small class="muted">({say.clause(clause)})</small>
          </li>
        ))}
      </ul>
      {regulation.tariff.length > 0 && <Tariff view={view} regulation={regulation} />}
    </details>
  )
}

/** Roles (участники) as the text calls them. */
function Who({ view, regulation }: { view: View; regulation: Regulation }) {
  const { t, say, lang } = view
  return (
    <>
      <h3>{t.rules.who}</h3>
      <ul class="plain-list">
        {regulation.roles.map(({ role, title, clause }) => (
          <li key={role}>
            {title[lang]} <small class="muted">({say.clause(clause)})</small>
          </li>
        ))}
      </ul>
    </>
  )
}

/** ВИД, ФОРМА, продолжительность, оплата участия (ТГПУ, приложение 1). */
function Tariff({ view, regulation }: { view: View; regulation: Regulation }) {
  const { t, say, lang } = view
  return (
    <>
      <h3>{t.programmes.tariff}</h3>
      <ul class="plain-list">
        {regulation.tariff.map(row => (
          <li key={row.kind}>
            <span {...(row.title[lang] === row.title.ru ? contentLang(view) : {})}>{row.title[lang]}</span>:{' '}
            {[
              row.forms.map(form => say.form(form)).join(', '),
              `${say.hours(row.hours)}${row.repeatable ? ` ${t.rules.perPiece}` : ''}`,
              row.paid ? t.rules.paid : t.rules.free,
            ].join(' · ')}{' '}
            <small class="muted">({say.clause(row.clause)})</small>
          </li>
        ))}
      </ul>
    </>
  )
}

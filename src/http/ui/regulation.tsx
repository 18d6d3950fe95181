import type { Span } from '#domain/calendar'
import type { Regulation } from '#domain/regulation'
import type { View } from '../view.ts'
import { contentLang } from './book-link.ts'

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
        {rulesOf(view, regulation).map(([text, clause]) => (
          <li key={text}>
            {text} <small class="muted">({say.clause(clause)})</small>
          </li>
        ))}
      </ul>
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

function Tariff({ view, regulation }: { view: View; regulation: Regulation }) {
  const { t, say, lang } = view
  return (
    <>
      <h3>{t.programmes.tariff}</h3>
      <ul class="plain-list">
        {regulation.tariff.map(row => (
          <li key={row.kind}>
            <span {...(row.title[lang] === row.title.ru ? contentLang(view) : {})}>{row.title[lang]}</span>:{' '}
            {say.hours(row.hours)} <small class="muted">({say.clause(row.clause)})</small>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Each rule with its clause. */
function rulesOf(view: View, regulation: Regulation): [text: string, clause: string][] {
  const { t, say, lang } = view
  const { rule } = t.programmes
  const { totalHours, moduleSize, invariantShare, term, kindCaps, document } = regulation
  return [
    [rule.document(document.title[lang]), document.clause],
    ...(totalHours ? [[rule.total(say.hours(totalHours.hours)), totalHours.clause] as [string, string]] : []),
    ...(moduleSize
      ? [
          [rule.size(say.hours(moduleSize.min), say.hours(moduleSize.max)), moduleSize.clause] as [
            string,
            string,
          ],
        ]
      : []),
    ...(invariantShare
      ? [[rule.share(String(invariantShare.maxBasisPoints / 100)), invariantShare.clause] as [string, string]]
      : []),
    ...(term
      ? [
          [
            rule.term(
              term.min ? rule.from(spanWords(view, term.min)) : '',
              term.max ? rule.until(spanWords(view, term.max)) : '',
            ),
            term.clause,
          ] as [string, string],
        ]
      : []),
    ...kindCaps.map(({ kind, hours, clause }): [string, string] => [
      rule.cap(say.kind(kind), say.hours(hours)),
      clause,
    ]),
  ]
}

export function spanWords({ t }: View, { years, months }: Span): string {
  const { programmes } = t
  return [years > 0 && programmes.years(years), months > 0 && programmes.months(months)]
    .filter(Boolean)
    .join(' ')
}

import { fullName } from '#domain/names/full-name'
import type { Candidate, Stranger } from '#sync/matching/contract'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'
import { MadeAt } from '../form.tsx'
import { Mixed } from '../mixed.tsx'

/** Where the list stood that led here, without the base. */
export function listPath({ here }: View): string {
  const { pathname, searchParams } = new URL(here, 'http://here')
  const list = pathname === '/matching' ? here : searchParams.get('return')
  return list?.startsWith('/matching?') ? list : '/matching'
}

/** Leads on, and back to where the list stood. */
export function strangerPath(view: View, { connection, id }: Stranger, rest = ''): string {
  const list = listPath(view)
  const back = list === '/matching' ? '' : `?return=${encodeURIComponent(list)}`
  return `${view.base}/matching/${encodeURIComponent(connection.id)}/${id}${rest}${back}`
}

export const strangerName = ({ t }: View, stranger: Stranger): string =>
  fullName(stranger) || t.matching.noName

/** What came: as the source says it, the e-mail masked. */
export function WhatCame({ view, stranger }: { view: View; stranger: Stranger }) {
  const { t } = view
  const rows: [string, string | undefined][] = [
    [t.matching.account, `${stranger.userId.replace(/^mail:.*/, '•••')} · ${stranger.connection.title}`],
    [t.matching.number, stranger.personalNumber],
    [t.matching.email, stranger.maskedEmail],
    [t.matching.organisation, stranger.organisation],
    [t.matching.completed, stranger.titles.join('; ')],
  ]
  return (
    <dl>
      {rows.map(
        ([name, value]) =>
          value && (
            <>
              <dt>{name}</dt>
              <dd {...contentLang(view)}>{value}</dd>
            </>
          ),
      )}
    </dl>
  )
}

/** Their records wait no more: nobody is asked about them again. What it does is told beside it, not under the pointer. */
export function NotOurs({ view, stranger }: { view: View; stranger: Stranger }) {
  const { t } = view
  const hint = `not-ours-${stranger.id}`
  return (
    <form method="post" action={strangerPath(view, stranger, '/aside')} data-once>
      <MadeAt view={view} />
      <button type="submit" class="plain" aria-describedby={hint}>
        {t.matching.notOurs}
        <span class="vh" {...contentLang(view)}>
          {' '}
          {strangerName(view, stranger)}
        </span>
      </button>{' '}
      <small id={hint}>{t.matching.notOursHint}</small>
    </form>
  )
}

/** Each candidate with the facts that agree and those that do not, and the button that says who it is. */
export function Candidates({ view, stranger }: { view: View; stranger: Stranger }) {
  const { t } = view
  if (stranger.candidates.length === 0) return <p class="muted">{t.matching.nobody}</p>
  return (
    <form method="post" action={strangerPath(view, stranger)} data-once>
      <MadeAt view={view} />
      <ul class="plain-list">
        {stranger.candidates.map(candidate => (
          <li key={candidate.personId}>
            <button type="submit" name="person" value={candidate.personId}>
              {thisIs(view, candidate)}
            </button>
            {candidate.organisation && (
              <small class="below" {...contentLang(view)}>
                {candidate.organisation}
              </small>
            )}
            <small class="below">
              <Facts view={view} candidate={candidate} source={stranger.connection.title} />
            </small>
          </li>
        ))}
      </ul>
    </form>
  )
}

function thisIs(view: View, candidate: Candidate) {
  const name = fullName(candidate)
  const [before = '', after = ''] = view.t.matching.thisIs('\0').split('\0')
  return (
    <span>
      {before}
      <span {...contentLang(view)}>{name}</span>
      {after}
    </span>
  )
}

interface FactsProps {
  view: View
  candidate: Candidate
  /** Title of the source. */
  source: string
}

/** «✓ Совпадает: фамилия, имя · × Различается: эл. почта · Нет в Moodle ТГПУ: отчество» */
function Facts({ view, candidate: { same, differs, unsent }, source }: FactsProps) {
  const { matching } = view.t
  const parts: [string, Candidate['same']][] = [
    [`✓ ${matching.same}`, same],
    [`× ${matching.differs}`, differs],
    [matching.unsent(source), unsent],
  ]
  const said = parts.filter(([, facts]) => facts.length > 0)
  const text = said.map(([head, facts]) => `${head}: ${facts.map(fact => matching.facts[fact]).join(', ')}`)
  return <Mixed view={view} text={text.join(' · ')} />
}

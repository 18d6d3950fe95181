import { parseHours, sumHours } from '#domain/hours'
import { MODULE_KINDS, type ModuleKind } from '#domain/kinds'
import type { Regulation } from '#domain/regulations/regulation'
import type { ProgrammeDraft } from '../../programme/draft.ts'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'
import { Field } from '../form.tsx'
import { Text } from './fields.tsx'
import { spanWords } from './regulation-rules.ts'

export interface DecisionsProps {
  view: View
  regulation: Regulation
  draft: ProgrammeDraft
  errors: Readonly<Record<string, string>>
}

/** What the regulation leaves open: each with what holds if nothing is decided, and the clause. */
export function Decisions(props: DecisionsProps) {
  const { view, regulation, draft } = props
  const { t } = view
  const site = regulation.requirements.find(({ id }) => id === 'internship')
  const kinds = cappedKinds(regulation, draft)
  const asksTerm = regulation.term?.min && regulation.term.minimumHolds
  if (kinds.length === 0 && !asksTerm && !site && !regulation.programmeHours) return null
  return (
    <section aria-labelledby="decisions-title">
      <h2 id="decisions-title">{t.programmes.decisions}</h2>
      <p class="muted">{t.programmes.decisionsHint}</p>
      {kinds.map(kind => (
        <Cap key={kind} {...props} kind={kind} />
      ))}
      {regulation.programmeHours && <TotalHours {...props} clause={regulation.programmeHours.clause} />}
      {asksTerm && <EarlyIssue {...props} />}
      {site && <Sites {...props} clause={site.clause} />}
    </section>
  )
}

/** Kinds that the programme has, and those that are capped already. */
function cappedKinds({ kindCaps }: Regulation, { modules, caps }: ProgrammeDraft): ModuleKind[] {
  const typed = modules.filter(({ title }) => title).map(({ kind }) => kind)
  const kinds = new Set<string>([...typed, ...Object.keys(caps), ...kindCaps.map(({ kind }) => kind)])
  return MODULE_KINDS.filter(kind => kinds.has(kind))
}

function Cap({ view, regulation, draft, errors, kind }: DecisionsProps & { kind: ModuleKind }) {
  const { t, say } = view
  const rule = regulation.kindCaps.find(cap => cap.kind === kind)
  const hint = rule
    ? t.programmes.capByRule(say.hours(rule.hours), say.clause(rule.clause))
    : t.programmes.capNone(say.clause(regulation.kindCapClause))
  const id = `cap-${kind}`
  return (
    <>
      <input type="hidden" name="capKind" value={kind} />
      <Text
        {...{ view, id, name: 'capHours', label: t.programmes.cap(say.kind(kind)), hint }}
        {...{ value: draft.caps[kind] ?? '', longest: 8, isNumber: true, error: errors[id] }}
      />
    </>
  )
}

function TotalHours({ view, draft, errors, clause }: DecisionsProps & { clause: string }) {
  const { t, say } = view
  const hours = draft.modules.flatMap(module => {
    const typed = module.hours.replace(',', '.')
    return /^\d{1,5}(\.\d{1,2})?$/.test(typed) ? [parseHours(typed)] : []
  })
  const hint = t.programmes.totalHint(say.hours(sumHours(hours)), say.clause(clause))
  return (
    <Text
      {...{ view, id: 'totalHours', label: t.programmes.total, hint, value: draft.totalHours }}
      {...{ longest: 8, isNumber: true, error: errors.totalHours }}
    />
  )
}

function EarlyIssue({ view, regulation: { term }, draft, errors }: DecisionsProps) {
  const { t, say } = view
  const least = term?.min ? spanWords(view, term.min) : ''
  const hint = t.programmes.earlyHint(least, say.clause(term?.clause ?? ''))
  return (
    <>
      <Text
        {...{ view, id: 'earlyBy', label: t.programmes.earlyBy, hint }}
        {...{ value: draft.earlyBy, error: errors.earlyBy }}
      />
      <Text
        {...{ view, id: 'earlyReason', label: t.programmes.earlyReason }}
        {...{ value: draft.earlyReason, longest: 500, error: errors.earlyReason }}
      />
    </>
  )
}

function Sites({ view, draft, errors, clause }: DecisionsProps & { clause: string }) {
  const { t, say } = view
  return (
    <Field
      id="approvedSites"
      label={t.programmes.sites}
      hint={t.programmes.sitesHint(say.clause(clause))}
      error={errors.approvedSites}
    >
      {described => (
        <textarea id="approvedSites" name="approvedSites" rows={3} {...contentLang(view)} {...described}>
          {draft.approvedSites}
        </textarea>
      )}
    </Field>
  )
}

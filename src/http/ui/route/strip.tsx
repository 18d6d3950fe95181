import type { RouteStepView, RouteView } from '#credits/routes/contract'
import type { View } from '../../view.ts'
import { contentLang } from '../book-link.ts'
import { momentOf, roleName, rolesText, stateOf } from './words.ts'

/** Draft → who agrees → who approves → in force, with names and days. */
export function StateStrip({ view, route }: { view: View; route: RouteView }) {
  const { t } = view
  const { revision, steps } = route
  const isDraft = revision.state === 'draft'
  return (
    <section aria-labelledby="strip">
      <h2 id="strip">{t.routes.strip}</h2>
      <ol class="plain-list">
        <li aria-current={isDraft ? 'step' : undefined}>
          {isDraft ? '◆' : '✓'} {t.routes.states.draft}
          {revision.sentAt && <small> · {momentOf(view, revision.sentAt)}</small>}
        </li>
        {steps.map(step => (
          <Step view={view} step={step} />
        ))}
        {['approved', 'superseded', 'returned'].includes(revision.state) && (
          <li aria-current={revision.state === 'approved' ? 'step' : undefined}>
            {revision.state === 'returned' ? '×' : '✓'} {stateOf(view, route)}
            {revision.approvedAt && <small> · {momentOf(view, revision.approvedAt)}</small>}
          </li>
        )}
      </ol>
    </section>
  )
}

const SIGNS = { waiting: '◷', taken: '✓', skipped: '–', returned: '×' } as const

function Step({ view, step }: { view: View; step: RouteStepView }) {
  const { t, say } = view
  const { signature } = step
  return (
    <li aria-current={step.isNext ? 'step' : undefined}>
      {SIGNS[step.status]}{' '}
      {step.status === 'taken' ? t.routes.did[step.does] : `${t.routes.does[step.does]}: `}
      {step.status !== 'taken' && <span {...contentLangOf(view, step)}>{rolesText(view, step.roles)}</span>}
      {step.status === 'skipped' && ` (${t.routes.skipped})`}
      {step.status === 'waiting' && step.optional && ` (${t.routes.optional})`}
      {signature && (
        <small class="below">
          <span {...contentLang(view)}>{signature.byName}</span>, {roleName(view, signature.as)} ·{' '}
          {momentOf(view, signature.at)}
          {signature.order && ` · ${t.routes.order(signature.order.number, say.date(signature.order.date))}`}
        </small>
      )}
      {signature?.comment && (
        <small class="below" {...contentLang(view)}>
          «{signature.comment}»
        </small>
      )}
      {step.isNext && <Holders view={view} step={step} />}
    </li>
  )
}

/** The regulation's own name of a role may stand in Russian only. */
const contentLangOf = (view: View, { roles }: RouteStepView) =>
  view.lang === 'en' && roles.some(({ title }) => /[а-яё]/i.test(title.en)) ? contentLang(view) : {}

/** Whose turn it is, by name; a curator comes by the launch and needs no appointment. */
function Holders({ view, step }: { view: View; step: RouteStepView }) {
  if (step.holders.length > 0)
    return (
      <small class="below" {...contentLang(view)}>
        {step.holders.map(({ name }) => name).join(', ')}
      </small>
    )
  const needsAppointment = !step.by.some(role => role === 'learner' || role === 'curator')
  return needsAppointment ? <small class="below warn">{view.t.routes.nobody}</small> : null
}

import type { RouteStepView, RouteView } from '#credits/routes/contract'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'
import { isCarriedOut, momentOf, roleName, rolesText, stateOf } from './words.ts'

interface StripProps {
  view: View
  route: RouteView
}

/** Draft → who agrees → who approves → under way → carried out, with names and days. */
export function StateStrip({ view, route }: StripProps) {
  const { t } = view
  const { revision, steps } = route
  const isDraft = revision.state === 'draft'
  return (
    <section aria-labelledby="strip">
      <h2 id="strip">{t.routes.strip}</h2>
      <ol class="strip">
        <li aria-current={isDraft ? 'step' : undefined}>
          <Sign view={view} at={isDraft ? 'now' : 'past'} /> {t.routes.states.draft}
          {revision.sentAt && <small> · {momentOf(view, revision.sentAt)}</small>}
        </li>
        {steps.map(step => (
          <Step view={view} step={step} />
        ))}
        {['returned', 'superseded'].includes(revision.state) ? (
          <li>
            {revision.state === 'returned' ? '×' : '✓'} {stateOf(view, route)}
          </li>
        ) : (
          <Ways view={view} route={route} />
        )}
      </ol>
    </section>
  )
}

/** What comes after the decisions: the plan runs, then it is carried out. */
function Ways({ view, route }: StripProps) {
  const { path } = view.t.routes
  const { approvedAt, state } = route.revision
  const isDone = isCarriedOut(route)
  const runs = state !== 'approved' ? 'ahead' : isDone ? 'past' : 'now'
  const last = isDone
    ? route.items
        .map(({ actualOn }) => actualOn ?? '')
        .sort()
        .at(-1)
    : undefined
  return (
    <>
      <li aria-current={runs === 'now' ? 'step' : undefined}>
        <Sign view={view} at={runs} /> {path.runs}
        {approvedAt && <small> · {momentOf(view, approvedAt)}</small>}
      </li>
      <li aria-current={isDone ? 'step' : undefined}>
        <Sign view={view} at={isDone ? 'past' : 'ahead'} /> {path.done}
        {last && <small> · {view.say.date(last)}</small>}
      </li>
    </>
  )
}

const PLACES = { past: '✓', now: '◆', ahead: '○' } as const

function Sign({ view, at }: { view: View; at: keyof typeof PLACES }) {
  return (
    <>
      <span aria-hidden="true">{PLACES[at]}</span>
      <span class="vh">{view.t.routes.path[at]}:</span>
    </>
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
      {step.status === 'waiting' && <Holders view={view} step={step} />}
    </li>
  )
}

/** The regulation's own name of a role may stand in Russian only. */
const contentLangOf = (view: View, { roles }: RouteStepView) =>
  view.lang === 'en' && roles.some(({ title }) => /[а-яё]/i.test(title.en)) ? contentLang(view) : {}

/** Who can take it, by name; a curator comes by the launch and needs no appointment. */
function Holders({ view, step }: { view: View; step: RouteStepView }) {
  if (step.holders.length > 0)
    return (
      <small class="below" {...contentLang(view)}>
        {step.holders.map(({ name }) => name).join(', ')}
      </small>
    )
  const needsAppointment = step.isNext && !step.by.some(role => role === 'learner' || role === 'curator')
  return needsAppointment ? <small class="below warn">{view.t.routes.nobody}</small> : null
}

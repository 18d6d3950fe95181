import type { RouteView } from '#credits/routes/contract'
import { type Hours, subtractHours } from '#domain/hours'
import { nestQuotes } from '#domain/texts/quotes'
import type { View } from '../../view.ts'
import { contentLang } from '../book-link.ts'

/** Will it be enough: hours against the threshold, mandatory modules, the last day against the term. */
export function PlanSummary({ view, route }: { view: View; route: RouteView }) {
  const { t, say } = view
  const { plan, term, items } = route
  const { mandatory, lastPlannedOn } = plan
  const words = t.routes.plan
  return (
    <div id="plan">
      <p class="lead">{hoursSentence(view, plan)}</p>
      {plan.counting < plan.planned && (
        <p>{words.own(say.hours(subtractHours(plan.planned, plan.counting)))}</p>
      )}
      <p class="muted">
        {[
          ...(mandatory.total > 0 ? [words.mandatory(mandatory.planned, mandatory.total)] : []),
          ...(lastPlannedOn ? [words.last(say.dateLong(lastPlannedOn))] : []),
          ...(term.until ? [words.until(say.dateLong(term.until))] : []),
          ...(items.length > 0 ? [`${words.done(plan.done, items.length)}.`] : []),
        ].join(' ')}
      </p>
      {mandatory.missing.length > 0 && (
        <p class="warn">
          {words.missing}{' '}
          <span {...contentLang(view)}>
            {mandatory.missing.map(({ title }) => nestQuotes(`«${title}»`)).join(', ')}
          </span>
          .
        </p>
      )}
    </div>
  )
}

function hoursSentence({ t, say }: View, { counting, planned, required, budget }: RouteView['plan']): string {
  const words = t.routes.plan
  if (budget)
    return budget.over > 0
      ? words.over(say.hoursLong(budget.ordered), say.hoursLong(budget.over))
      : words.budget(say.hoursLong(budget.ordered), say.hoursLong(budget.left))
  if (required === null) return words.free(say.hoursLong(planned))
  const lacking: Hours = subtractHours(required, counting)
  const sums = [say.hoursLong(counting), say.hoursLong(required)] as const
  return lacking > 0 ? words.short(...sums, say.hoursLong(lacking)) : words.enough(...sums)
}

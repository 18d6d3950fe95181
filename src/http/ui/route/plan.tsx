import type { RouteView } from '#credits/routes/contract'
import { type Hours, subtractHours } from '#domain/hours'
import type { HourKind } from '#domain/regulations/data'
import { nestQuotes } from '#domain/texts/quotes'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'

/** Will it be enough: hours against the threshold, mandatory modules, the last day against the term. */
export function PlanSummary({ view, route }: { view: View; route: RouteView }) {
  const { t, say } = view
  const { plan, items } = route
  const { mandatory } = plan
  const words = t.routes.plan
  return (
    <div id="plan">
      <p class="lead">
        {[
          hoursSentence(view, plan),
          ...(mandatory.total > 0 ? [words.mandatory(mandatory.planned, mandatory.total)] : []),
          lastDate(view, route),
        ].join(' ')}
      </p>
      {plan.counting < plan.planned && (
        <p>{words.own(say.hours(subtractHours(plan.planned, plan.counting)))}</p>
      )}
      {plan.budget && plan.budget.byKind.length > 0 && (
        <p>{t.routes.item.byKinds(plan.budget.byKind.map(each => kindHours(view, each)).join(', '))}</p>
      )}
      {items.length > 0 && <p class="muted">{words.done(plan.done, items.length)}.</p>}
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

/** «очные 24 ч.» */
const kindHours = ({ t, say }: View, { kind, hours }: { kind: HourKind; hours: Hours }): string =>
  `${t.rules.hourKinds[kind]} ${say.hours(hours)}`

/** «Последняя дата: май 2027, срок до 2 сентября 2027.» */
function lastDate({ t, say }: View, { plan: { lastPlannedOn }, term: { until } }: RouteView): string {
  const words = t.routes.plan
  const parts = [
    ...(lastPlannedOn ? [words.last(say.month(lastPlannedOn))] : []),
    ...(until ? [words.until(say.dateLong(until))] : []),
  ].join(', ')
  return parts && `${parts.charAt(0).toUpperCase()}${parts.slice(1)}.`
}

function hoursSentence({ t, say }: View, { counting, planned, required, budget }: RouteView['plan']): string {
  const words = t.routes.plan
  if (budget)
    return budget.over > 0
      ? words.over(say.hoursLong(budget.ordered), say.hoursLong(budget.over))
      : words.budget(say.hoursLong(budget.ordered), say.hoursLong(budget.left))
  if (required === null) return words.free(say.hours(planned))
  const lacking: Hours = subtractHours(required, counting)
  const sums = [say.hours(counting), say.number(required)] as const
  return lacking > 0 ? words.short(...sums, say.hours(lacking)) : words.enough(...sums)
}

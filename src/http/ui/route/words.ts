/** How pages of routes say what the domain knows. */
import type { RouteRow, RouteView } from '#credits/routes/contract'
import { fullName } from '#domain/names/full-name'
import type { Bilingual, Participant } from '#domain/regulations/data'
import type { RouteChange } from '#domain/routes/route'
import { dateIn, timeIn, type View } from '../../view.ts'

export const routePath = (id: string, rest = ''): string => `/routes/${encodeURIComponent(id)}${rest}`

/** The reader's own plan, not one that they decide on. */
export const isOwnRoute = ({ actor }: View, { subject }: Pick<RouteView, 'subject'>): boolean =>
  subject.type === 'learner' && subject.learnerId === actor?.personId

/** As the regulation calls the role, else by our own word. */
export function roleName(view: View, role: string, title?: Bilingual): string {
  const own = (view.t.routes.roles as Record<string, string>)[role] ?? role
  return title?.[view.lang] || own
}

export const rolesText = (view: View, roles: readonly { role: Participant; title: Bilingual }[]): string =>
  roles.map(({ role, title }) => roleName(view, role, title)).join(view.lang === 'ru' ? ' или ' : ' or ')

export function whoseRoute({ t }: View, { subject, organisation }: RouteView): string {
  return subject.type === 'school' ? t.routes.schoolPlan(organisation) : t.routes.of(fullName(subject))
}

export const subjectOf = ({ t }: View, { subject }: RouteRow): string =>
  subject.type === 'school' ? t.routes.schoolPlan(subject.name) : subject.name

/** An approved route whose events have all taken place. */
export const isCarriedOut = ({ revision, plan, items }: RouteView): boolean =>
  revision.state === 'approved' && items.length > 0 && plan.done === items.length

/** The state of a route as a whole. */
export function stateOf(view: View, route: RouteView): string {
  const { states } = view.t.routes
  if (route.closed) return states.closed
  return isCarriedOut(route) ? states.done : states[route.revision.state]
}

/** «15.11.2026, 10:04» */
export function momentOf({ say, timeZone }: View, at: string): string {
  const instant = new Date(at)
  return `${say.date(dateIn(timeZone, instant))}, ${timeIn(timeZone, instant)}`
}

export function lineText({ t }: View, { action, does }: RouteChange): string {
  return action === 'take' && does ? t.routes.did[does] : t.routes.actions[action]
}

import type { RouteView } from '#credits/routes/contract'
import type { RouteChange } from '#domain/routes/route'
import { contentLang } from '../../ui/book/book-link.ts'
import { Mixed } from '../../ui/mixed.tsx'
import { Act } from '../../ui/route/forms.tsx'
import { isOwnRoute, rolesText, routePath, whoseRoute } from '../../ui/route/words.ts'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

interface DoneProps {
  view: View
  route: RouteView
  /** What was decided last; by whoever looks. */
  line: RouteChange
}

/** P3 after a plan was sent, agreed, approved or returned: what happened, and what is next. */
export function RouteDonePage({ view, route, line }: DoneProps) {
  const { t, base } = view
  const isOwn = isOwnRoute(view, route)
  const title = titleOf(view, route, line)
  return (
    <Shell view={view} title={title} nav={isOwn ? 'route' : 'routes'}>
      <div class="note" role="status" id="notice" tabIndex={-1}>
        <h1 tabIndex={-1}>{title}</h1>
        <p>
          <Mixed view={view} text={isOwn ? t.routes.mine : whoseRoute(view, route)} /> ·{' '}
          <span {...contentLang(view)}>{route.programme.title}</span>
        </p>
      </div>
      <h2>{t.routes.after.next}</h2>
      <Next view={view} route={route} line={line} />
      <div class="actions">
        <a class="button main" href={base + routePath(route.id)}>
          {t.routes.backToRoute}
        </a>
        {line.action !== 'send' && (
          <a class="button" href={`${base}/routes`}>
            {t.routes.after.others}
          </a>
        )}
        {route.may.includes('withdraw') && (
          <Act view={view} route={route} typed={{}} act="withdraw">
            <button type="submit">{t.routes.withdraw}</button>
          </Act>
        )}
      </div>
    </Shell>
  )
}

function titleOf({ t }: View, { revision }: RouteView, { action, does }: RouteChange): string {
  const { after, did } = t.routes
  if (revision.state === 'approved') return after.holds
  if (action === 'send') return after.sent
  return action === 'return' ? after.returned : did[does ?? 'agrees']
}

/** Whose turn it is, by name where somebody was appointed, else by role; or that the plan holds, or comes back. */
function Next({ view, route, line }: DoneProps) {
  const { after, does } = view.t.routes
  if (line.action === 'return') return <p>{after.rework}</p>
  const next = route.steps.find(({ isNext }) => isNext)
  if (!next) return <p>{after.inForce}</p>
  const names = next.holders.map(({ name }) => name).join(', ')
  const decides = after.decides(does[next.does], names || rolesText(view, next.roles))
  return (
    <p>
      <Mixed view={view} text={decides} />{' '}
      {route.answerDays !== undefined && `${view.say.usually(route.answerDays)} `}
      {route.may.includes('withdraw') && after.mayWithdraw}
    </p>
  )
}

import type { RouteView } from '#credits/routes/contract'
import type { Notice } from '../../notice.ts'
import type { View } from '../../view.ts'
import { Mixed } from '../mixed.tsx'
import { rolesText, routePath } from './words.ts'

/** What the last action did; a removed event can be put back from here. */
export function RouteNotice({
  view,
  route,
  notice,
}: {
  view: View
  route: RouteView
  notice: Notice | null
}) {
  const { t } = view
  if (notice?.kind !== 'route') return null
  const said = (t.routes.saved as Record<string, string>)[notice.text ?? '']
  if (!said) return null
  const removed = route.removed.find(({ id }) => id === notice.batchId)
  return (
    <div class="note" role="status" id="notice" tabIndex={-1}>
      <p>{said}</p>
      {notice.text === 'sent' && <NowDecides view={view} route={route} />}
      {removed && route.may.includes('edit') && (
        <form method="post" action={view.base + routePath(route.id, `/items/${removed.id}/order`)}>
          <input type="hidden" name="version" value={route.version} />
          <button type="submit" name="do" value="restore">
            {t.routes.restore}
          </button>
        </form>
      )}
    </div>
  )
}

/** Whose turn it is after the plan was sent: by name where somebody was appointed, else by role. */
function NowDecides({ view, route }: { view: View; route: RouteView }) {
  const next = route.steps.find(({ isNext }) => isNext)
  if (!next) return null
  const names = next.holders.map(({ name }) => name).join(', ')
  const { does, nowDecides } = view.t.routes
  return (
    <p>
      <Mixed view={view} text={nowDecides(does[next.does], names || rolesText(view, next.roles))} />
    </p>
  )
}

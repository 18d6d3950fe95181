import type { RouteView } from '#credits/routes/contract'
import type { Notice } from '../../notice.ts'
import { timeIn, type View } from '../../view.ts'
import { routePath } from './words.ts'

/** Id of the event of the plan that the last action saved: its row says so. */
export const savedItem = (route: RouteView, notice: Notice | null): string | null =>
  (notice?.kind === 'route' &&
    notice.text === 'item' &&
    route.items.find(({ id }) => id === notice.batchId)?.id) ||
  null

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
  const said = savedWords(view, notice.text ?? '')
  if (!said || savedItem(route, notice)) return null
  const removed = route.removed.find(({ id }) => id === notice.batchId)
  return (
    <div class="note" role="status" id="notice" tabIndex={-1}>
      <p>{said}</p>
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

function savedWords({ t, timeZone, now }: View, what: string): string | undefined {
  const { row, ...saved } = t.routes.saved
  return what === 'item' ? row(timeIn(timeZone, now)) : (saved as Record<string, string>)[what]
}

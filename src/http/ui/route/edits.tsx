/** What can be done with one event of the plan, in its row: each a form of its own, no dragging. */
import type { RouteItemView, RouteView } from '#credits/routes/contract'
import { timeIn, type View } from '../../view.ts'
import { routePath } from './words.ts'

export interface RowProps {
  view: View
  route: RouteView
  item: RouteItemView
}

/** Field of the day on which an event is planned. */
export const dayField = (itemId: string): string => `planned-${itemId}`

/** Saved as soon as it changes (`assets/route.js`); without script by its button. */
export function PlannedDay({
  view,
  route,
  item,
  day,
  error,
}: RowProps & { day: string; error: string | undefined }) {
  const { t } = view
  const id = dayField(item.id)
  return (
    <form
      method="post"
      action={view.base + routePath(route.id, `/items/${item.id}/date`)}
      class={error ? 'field wrong' : undefined}
      data-autosave={savedMark(item.id)}
    >
      <input type="hidden" name="version" value={route.version} />
      <label for={id} class="vh">
        {t.routes.columns.planned} {item.number}
      </label>
      {error && (
        <span class="below error" id={`${id}-error`}>
          {error}
        </span>
      )}
      <input
        id={id}
        name="to"
        type="date"
        min={route.term.from}
        max={route.term.until ?? undefined}
        value={day}
        {...(error && { 'aria-invalid': 'true', 'aria-describedby': `${id}-error` })}
      />
      <noscript>
        <button type="submit">
          {t.routes.item.saveDay}
          <span class="vh"> {item.number}</span>
        </button>
      </noscript>
    </form>
  )
}

const savedMark = (itemId: string): string => `saved-${itemId}`

/** «Сохранено в 10:04»: filled by the server, and by the script with what the server answered. */
function SavedMark({ view, itemId, isSaved }: { view: View; itemId: string; isSaved: boolean }) {
  return (
    <small class="below good" id={savedMark(itemId)} data-saved>
      {isSaved && view.t.routes.saved.row(timeIn(view.timeZone, view.now))}
    </small>
  )
}

/** Edit, up, down, remove. */
export function Edits({ view, route, item, isSaved }: RowProps & { isSaved: boolean }) {
  const { t } = view
  const action = view.base + routePath(route.id, `/items/${item.id}`)
  const isFirst = item.number === 1
  const isLast = item.number === route.items.length
  return (
    <td role="cell">
      <form method="post" action={`${action}/order`} class="actions">
        <input type="hidden" name="version" value={route.version} />
        <a href={action}>
          {t.routes.edit}
          <span class="vh"> {item.number}</span>
        </a>
        {!isFirst && (
          <button type="submit" class="plain" name="do" value="up">
            {t.routes.up}
            <span class="vh"> {item.number}</span>
          </button>
        )}
        {!isLast && (
          <button type="submit" class="plain" name="do" value="down">
            {t.routes.down}
            <span class="vh"> {item.number}</span>
          </button>
        )}
        <button type="submit" class="plain" name="do" value="remove">
          {t.routes.remove}
          <span class="vh"> {item.number}</span>
        </button>
      </form>
      <SavedMark view={view} itemId={item.id} isSaved={isSaved} />
    </td>
  )
}

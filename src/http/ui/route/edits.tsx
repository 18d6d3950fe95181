/** What can be done with one event of the plan, in its row: each a form of its own, no dragging. */
import { timeIn, type View } from '../../view.ts'
import { type RowProps, rowForm, savedMark } from './row.tsx'
import { routePath } from './words.ts'

/** Sends what stands in the row, where no script does it. */
function RowForm({ view, route, item }: RowProps) {
  const { t } = view
  return (
    <form
      id={rowForm(item.id)}
      method="post"
      action={view.base + routePath(route.id, `/items/${item.id}/row`)}
      data-autosave={savedMark(item.id)}
      noValidate
    >
      <input type="hidden" name="version" value={route.version} />
      <noscript>
        <button type="submit">
          {t.routes.item.saveRow}
          <span class="vh"> {item.number}</span>
        </button>
      </noscript>
    </form>
  )
}

/** «Сохранено в 10:04»: filled by the server, and by the script with what the server answered. */
function SavedMark({ view, itemId, isSaved }: { view: View; itemId: string; isSaved: boolean }) {
  return (
    <small class="below good" id={savedMark(itemId)} data-saved>
      {isSaved && view.t.routes.saved.row(timeIn(view.timeZone, view.now))}
    </small>
  )
}

/** Save where no script does, edit, up, down, remove. */
export function Edits({ view, route, item, isSaved }: RowProps & { isSaved: boolean }) {
  const { t } = view
  const action = view.base + routePath(route.id, `/items/${item.id}`)
  const isFirst = item.number === 1
  const isLast = item.number === route.items.length
  return (
    <td role="cell">
      <RowForm view={view} route={route} item={item} />
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

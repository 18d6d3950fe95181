import type { RouteItemView, RouteView } from '#credits/routes/contract'
import type { View } from '../../view.ts'
import { contentLang } from '../book-link.ts'
import { routePath } from './words.ts'

/** The plan in the seven columns of the form (№ … учреждение); cards on a phone. */
export function ItemsTable({ view, route }: { view: View; route: RouteView }) {
  const { columns } = view.t.routes
  const writes = route.may.includes('edit')
  const moves = route.may.includes('move-date')
  const heads = [
    columns.title,
    columns.form,
    columns.hours,
    columns.planned,
    columns.actual,
    columns.provider,
    ...(writes || moves ? [columns.actions] : []),
  ]
  return (
    <table class="stack lines" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {columns.number}
          </th>
          {heads.map((head, i) => (
            <th role="columnheader" scope="col" class={i === 0 ? 'ttl' : i === 2 ? 'num' : ''}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {route.items.map(item => (
          <tr role="row" id={`item-${item.id}`} key={item.id}>
            <ItemCells view={view} item={item} />
            {writes && <Edits view={view} route={route} item={item} />}
            {moves && <Moving view={view} route={route} item={item} />}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ItemCells({ view, item }: { view: View; item: RouteItemView }) {
  const { t, say } = view
  return (
    <>
      <td role="cell" class="no">
        {item.number}
      </td>
      <td role="cell">
        <b {...contentLang(view)}>{item.title}</b>
        <small>
          {say.kind(item.kind)}
          {item.part === 'invariant' && `, ${t.routes.mandatory}`}
        </small>
        {item.forWhom && (
          <small>
            {t.routes.group}: <span {...contentLang(view)}>{item.forWhom.group}</span>
            {item.forMe && ` · ${t.routes.forMe}`}
          </small>
        )}
        {Object.values(item.details ?? {}).map(text => (
          <small {...contentLang(view)}>{text}</small>
        ))}
      </td>
      <td role="cell" class="meta">
        {item.form ? say.form(item.form) : '–'}
      </td>
      <td role="cell" class="num meta">
        {item.hours === undefined ? '–' : say.number(item.hours)}
        {item.hours !== undefined && <span class="unit"> {view.lang === 'ru' ? 'ч' : 'h'}</span>}
      </td>
      <td role="cell" class="meta">
        {say.date(item.plannedOn)}
        {item.plannedUntil && <small>{t.routes.until(say.date(item.plannedUntil))}</small>}
        {item.movedFrom?.map(date => (
          <small>{t.routes.moved(say.date(date))}</small>
        ))}
      </td>
      <td role="cell" class="meta">
        {item.actualOn ? (
          <span class="good">✓ {say.date(item.actualOn)}</span>
        ) : (
          <span class="muted">{t.routes.notYet}</span>
        )}
      </td>
      <td role="cell" class="meta last" {...contentLang(view)}>
        {item.provider ?? '–'}
      </td>
    </>
  )
}

interface RowProps {
  view: View
  route: RouteView
  item: RouteItemView
}

/** Each a form of its own: no script, no dragging. */
function Edits({ view, route, item }: RowProps) {
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
    </td>
  )
}

function Moving({ view, route, item }: RowProps) {
  const { t } = view
  const id = `to-${item.id}`
  return (
    <td role="cell">
      <form method="post" action={view.base + routePath(route.id, `/items/${item.id}/date`)}>
        <input type="hidden" name="version" value={route.version} />
        <label for={id}>
          {t.routes.moveTo}
          <span class="vh"> {item.number}</span>
        </label>
        <input id={id} name="to" type="date" value={item.plannedOn} />
        <button type="submit">
          {t.routes.moveDate}
          <span class="vh"> {item.number}</span>
        </button>
      </form>
    </td>
  )
}

/** What was removed, each with the way back. */
export function RemovedItems({ view, route }: { view: View; route: RouteView }) {
  const { t } = view
  if (route.removed.length === 0 || !route.may.includes('edit')) return null
  return (
    <section aria-labelledby="removed">
      <h2 id="removed">{t.routes.removed}</h2>
      <ul class="cards">
        {route.removed.map(item => (
          <li key={item.id}>
            <span {...contentLang(view)}>{item.title}</span>
            <form method="post" action={view.base + routePath(route.id, `/items/${item.id}/order`)}>
              <input type="hidden" name="version" value={route.version} />
              <button type="submit" name="do" value="restore">
                {t.routes.restore}
                <span class="vh" {...contentLang(view)}>
                  {' '}
                  {item.title}
                </span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}

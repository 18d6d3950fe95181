import type { ComponentChildren } from 'preact'
import type { RouteItemView, RouteView } from '#credits/routes/contract'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'
import { Amending } from './amending.tsx'
import { Edits } from './edits.tsx'
import { isWritten, type Refusal, RowField, type RowFieldName } from './row.tsx'
import { routePath } from './words.ts'

interface TableProps extends Refusal {
  view: View
  route: RouteView
  /** Id of the event that was saved just now. */
  saved: string | null
}

/** The plan in the seven columns of the form (№ … учреждение); cards on a phone. */
export function ItemsTable({ view, route, errors, typed, saved }: TableProps) {
  const { columns } = view.t.routes
  const writes = route.may.includes('edit')
  const amends = route.may.includes('move-date') || route.may.includes('change-theme')
  const heads = [
    columns.title,
    columns.form,
    columns.hours,
    columns.planned,
    columns.actual,
    columns.provider,
    ...(writes || amends ? [columns.actions] : []),
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
          <tr role="row" id={`item-${item.id}`} key={item.id} class={writes ? 'edit' : undefined}>
            <ItemCells view={view} item={item}>
              {(name, shown) =>
                writes && isWritten(route, item, name) ? (
                  <RowField {...{ view, route, item, name, errors, typed }} />
                ) : (
                  shown
                )
              }
            </ItemCells>
            {writes && <Edits view={view} route={route} item={item} isSaved={saved === item.id} />}
            {amends && <Amending view={view} route={route} item={item} typed={typed} errors={errors} />}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface CellsProps {
  view: View
  item: RouteItemView
  /** What stands for a field: its value as it is shown, or the way to write it. */
  children: (name: RowFieldName, shown: ComponentChildren) => ComponentChildren
}

function ItemCells({ view, item, children: field }: CellsProps) {
  const { t, say } = view
  return (
    <>
      <td role="cell" class="no">
        {item.number}
      </td>
      <td role="cell">
        {field('title', <b {...contentLang(view)}>{item.title}</b>)}
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
        {field('form', item.form ? say.form(item.form) : '–')}
      </td>
      <td role="cell" class="num meta">
        {field('hours', <HoursOf view={view} item={item} />)}
      </td>
      <td role="cell" class="meta date">
        {field('plannedOn', say.date(item.plannedOn))}
        {item.plannedUntil && <small>{t.routes.until(say.date(item.plannedUntil))}</small>}
        {item.movedFrom?.map(date => (
          <small>{t.routes.moved(say.date(date))}</small>
        ))}
      </td>
      <td role="cell" class="meta date" data-label={t.routes.columns.actual}>
        {item.actualOn ? (
          <span class="good">✓ {say.date(item.actualOn)}</span>
        ) : (
          <span class="muted">{t.routes.notYet}</span>
        )}
      </td>
      <td role="cell" class="meta last">
        {field('provider', <span {...contentLang(view)}>{item.provider ?? '–'}</span>)}
      </td>
    </>
  )
}

function HoursOf({ view, item: { hours } }: Pick<CellsProps, 'view' | 'item'>) {
  if (hours === undefined) return '–'
  return (
    <>
      {view.say.number(hours)}
      <span class="unit"> {view.t.hourUnit}</span>
    </>
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

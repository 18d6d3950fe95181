/** What may change in a plan that holds, without a new agreement: the day and the theme of an event. */
import { type Refusal, type RowProps, rowField } from './row.tsx'
import { routePath } from './words.ts'

export const themeField = (itemId: string): string => `theme-${itemId}`

type AmendingProps = RowProps & Refusal

export function Amending(props: AmendingProps) {
  const { may } = props.route
  return (
    <td role="cell">
      {may.includes('move-date') && <Day {...props} />}
      {may.includes('change-theme') && <Theme {...props} />}
    </td>
  )
}

/** One field with its button; the number of the event is heard with both. */
function Amendment({
  props: { view, route, item, typed, errors },
  to,
  field: { id, name, type, value },
  words,
}: {
  props: AmendingProps
  to: string
  field: { id: string; name: string; type: 'date' | 'text'; value: string }
  words: { label: string; press: string }
}) {
  const number = <span class="vh"> {item.number}</span>
  const error = errors[id]
  const common = {
    ...{ id, name, value: typed[id] ?? value },
    ...(error && { 'aria-invalid': 'true' as const, 'aria-describedby': `${id}-error` }),
  }
  return (
    <form method="post" action={view.base + routePath(route.id, `/items/${item.id}/${to}`)} noValidate>
      <input type="hidden" name="version" value={route.version} />
      <label for={id}>
        {words.label}
        {number}
      </label>
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {type === 'date' ? <input type="date" {...common} /> : <input maxLength={500} {...common} />}
      <button type="submit">
        {words.press}
        {number}
      </button>
    </form>
  )
}

function Day(props: AmendingProps) {
  const { item, view } = props
  const field = {
    id: rowField('plannedOn', item.id),
    name: 'to',
    type: 'date' as const,
    value: item.plannedOn,
  }
  const words = { label: view.t.routes.moveTo, press: view.t.routes.moveDate }
  return <Amendment props={props} to="date" field={field} words={words} />
}

function Theme(props: AmendingProps) {
  const { item, view } = props
  const field = { id: themeField(item.id), name: 'title', type: 'text' as const, value: item.title }
  const words = { label: view.t.routes.item.theme, press: view.t.routes.item.changeTheme }
  return <Amendment props={props} to="theme" field={field} words={words} />
}

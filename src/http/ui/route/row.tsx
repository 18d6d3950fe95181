/** An event of a draft, written in its row: each field is saved as soon as it changes (`assets/route.js`), or by one button. */
import type { ComponentChildren } from 'preact'
import type { RouteItemView, RouteView } from '#credits/routes/contract'
import { formatHours, type Hours } from '#domain/hours'
import { MODULE_FORMS } from '#domain/kinds'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'

export const ROW_FIELDS = ['title', 'form', 'hours', 'plannedOn', 'provider'] as const
export type RowFieldName = (typeof ROW_FIELDS)[number]

export interface RowProps {
  view: View
  route: RouteView
  item: RouteItemView
}

/** Id of a field of an event. */
export const rowField = (name: RowFieldName, itemId: string): string => `${name}-${itemId}`

/** The form that the fields of a row belong to: a row of a table cannot hold one around them. */
export const rowForm = (itemId: string): string => `row-${itemId}`

export const savedMark = (itemId: string): string => `saved-${itemId}`

/** Hours as they are typed, without noughts at the end. */
export const shortHours = (hours: Hours | undefined): string =>
  hours === undefined ? '' : formatHours(hours).replace(/\.?0+$/, '')

/** Title, form and hours are a module's own; hours split by kind are written on the event's page. */
export const isWritten = (route: RouteView, item: RouteItemView, name: RowFieldName): boolean =>
  name === 'plannedOn' ||
  name === 'provider' ||
  (item.moduleId === undefined && !(name === 'hours' && route.subject.type === 'school'))

export interface Refusal {
  /** Words by id of the field. */
  errors: Readonly<Record<string, string>>
  /** What was typed before a refusal, by id of the field. */
  typed: Readonly<Record<string, string>>
}

/** One field with its name, which is seen where there are no columns, and its fault. */
export function RowField({ name, errors, typed, ...row }: RowProps & Refusal & { name: RowFieldName }) {
  const { view, item } = row
  const id = rowField(name, item.id)
  const error = errors[id]
  const described = error ? { 'aria-invalid': 'true' as const, 'aria-describedby': `${id}-error` } : {}
  return (
    <div class={error ? 'field wrong' : 'field'} id={`${id}-field`}>
      <label for={id}>
        {view.t.routes.columns[name === 'plannedOn' ? 'planned' : name]}
        <span class="vh"> {item.number}</span>
      </label>
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <Control
        {...row}
        name={name}
        value={typed[id] ?? valueIn(item, name)}
        common={{ id, name, form: rowForm(item.id), ...described }}
      />
    </div>
  )
}

const valueIn = (item: RouteItemView, name: RowFieldName): string =>
  name === 'hours' ? shortHours(item.hours) : (item[name] ?? '')

interface ControlProps extends RowProps {
  name: RowFieldName
  value: string
  common: { id: string; name: string; form: string }
}

function Control({ view, route, name, value, common }: ControlProps): ComponentChildren {
  const { from, until } = route.term
  if (name === 'form') return <FormChoice view={view} value={value} common={common} />
  if (name === 'plannedOn')
    return <input type="date" min={from} max={until ?? undefined} value={value} {...common} />
  if (name === 'hours') return <input inputMode="decimal" size={4} maxLength={20} value={value} {...common} />
  return (
    <textarea rows={2} maxLength={300} {...contentLang(view)} {...common}>
      {value}
    </textarea>
  )
}

const FormChoice = ({ view: { t, say }, value, common }: Pick<ControlProps, 'view' | 'value' | 'common'>) => (
  <select {...common}>
    <option value="">{t.routes.item.noForm}</option>
    {MODULE_FORMS.map(form => (
      <option value={form} selected={value === form}>
        {say.form(form)}
      </option>
    ))}
  </select>
)

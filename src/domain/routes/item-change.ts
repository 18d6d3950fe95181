/** What the row of a planned event writes by itself, one field after the other. */
import type { Hours } from '../hours.ts'
import type { CalendarDate, ModuleForm } from '../kinds.ts'
import type { ItemInput } from './items.ts'
import type { RouteItem } from './route.ts'

/**
 * Fields that change; an absent one stays, `null` takes a value away. What a module gives (title, form, hours) stays the
 * module's, and hours that are split by kind stay their sum.
 */
export interface ItemChange {
  title?: string
  form?: ModuleForm | null
  hours?: Hours | null
  plannedOn?: CalendarDate
  provider?: string
}

/** The whole event as it would be typed now: `buildItem` checks it. */
export function changedInput(item: RouteItem, { form, hours, ...texts }: ItemChange): ItemInput {
  return {
    ...item,
    ...texts,
    form: form === undefined ? item.form : (form ?? undefined),
    hours: hours === undefined ? item.hours : (hours ?? undefined),
  }
}

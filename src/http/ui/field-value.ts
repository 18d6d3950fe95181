import { parseHours } from '#domain/hours'
import type { View } from '../view.ts'
import { settingValue } from './sources/setting-words.ts'

const HOURS = /^\d+(\.\d{1,2})?$/
const DATES = /\d{4}-\d{2}-\d{2}/g
const DATE = /^\d{4}-\d{2}-\d{2}$/
/** Fields that hold roles, several joined. */
const ROLES: readonly string[] = ['enter', 'sign']

/** A value of a history in words: hours, dates, states and roles as everywhere else, the rest as it was written. */
export function fieldValue(view: View, field: string, value: string): string {
  const { t, say } = view
  if (field === 'state') return t.queue.states[value] ?? value
  if (field === 'hours' && HOURS.test(value)) return say.number(parseHours(value))
  if (DATE.test(value)) return say.date(value)
  if (ROLES.includes(field) && value) return value.split(', ').map(say.role).join(', ')
  if (field === 'level') return (t.reports.levels as Readonly<Record<string, string>>)[value] ?? value
  if (field === 'visits') return value.replaceAll(DATES, say.date)
  return settingValue(view, field, value)
}

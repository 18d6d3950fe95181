import { parseHours } from '#domain/hours'
import { MODULE_FORMS, MODULE_KINDS } from '#domain/kinds'
import type { View } from '../view.ts'
import { settingValue } from './sources/setting-words.ts'

const HOURS = /^\d+(\.\d{1,2})?$/
const DATES = /\d{4}-\d{2}-\d{2}/g
const DATE = /^\d{4}-\d{2}-\d{2}$/

const roles = ({ say }: View, value: string): string =>
  value === '' ? '' : value.split(', ').map(say.role).join(', ')
const withDates = ({ say }: View, value: string): string => value.replaceAll(DATES, say.date)
const wordIn = (words: Readonly<Record<string, string>>, value: string): string => words[value] ?? value

/** Fields whose values are codes, or hold some. */
const IN_WORDS: Readonly<Record<string, (view: View, value: string) => string>> = {
  state: ({ t }, value) => wordIn(t.queue.states, value),
  routeState: ({ t }, value) => wordIn(t.routes.states, value),
  level: ({ t }, value) => wordIn(t.reports.levels, value),
  kind: ({ say }, value) => {
    const kind = MODULE_KINDS.find(each => each === value)
    return kind ? say.kind(kind) : value
  },
  form: ({ say }, value) => {
    const form = MODULE_FORMS.find(each => each === value)
    return form ? say.form(form) : value
  },
  hours: ({ say }, value) => (HOURS.test(value) ? say.number(parseHours(value)) : value),
  mode: ({ t: { issue } }, value) => wordIn({ 'by-hand': issue.byHand, automatic: issue.automatic }, value),
  consent: ({ t: { conflict } }, value) => wordIn({ yes: conflict.yes, no: conflict.no }, value),
  sex: ({ t: { register } }, value) => wordIn({ male: register.male, female: register.female }, value),
  enter: roles,
  sign: roles,
  visits: withDates,
  event: withDates,
}

/** A value of a history in words: hours, dates, states and roles as everywhere else, the rest as it was written. */
export function fieldValue(view: View, field: string, value: string): string {
  const inWords = IN_WORDS[field.split(':')[0] ?? field]
  if (inWords) return inWords(view, value)
  return DATE.test(value) ? view.say.date(value) : settingValue(view, field, value)
}

import type { View } from '../view.ts'
import { settingLabel } from './sources/setting-words.ts'

type Words = Readonly<Record<string, string>>

/** Where the words of a field stand: each area's own. The first that knows it is taken. */
const AREAS: readonly ((t: View['t']) => Words)[] = [
  ({ conflict }) => conflict.fields,
  ({ records }) => records.fields,
  ({ templates }) => templates.line,
  ({ templates: { genitive, dative, latin } }) => ({ genitive, dative, latin }),
  ({ routes: { fields, comment, orderNumber, orderDate, handOverTo, group } }) => ({
    ...{ ...fields, comment, orderNumber, orderDate, organisation: handOverTo },
    group,
  }),
  ({ reports: { municipality, visits, marks } }) => ({ municipality, visits, ...marks }),
  ({ issue: { policyMode, orderDays, consentRule } }) => ({
    ...{ mode: policyMode, days: orderDays, consent: consentRule },
  }),
  ({ register: { fields, snils, sex, birthDate, citizenship, ...words } }) => ({
    ...{ ...fields, snils, sex, birthDate, citizenship },
    ...{ diplomaName: words.diplomaName, diplomaSeries: words.diplomaSeries },
    diplomaNumber: words.diplomaNumber,
  }),
]

/** How pages name a field; `undefined` for one that only its own form can name. One of several is `what:ID`. */
export function fieldLabel(view: View, field: string): string | undefined {
  const name = field.split(':')[0] ?? field
  for (const area of AREAS) {
    const word = area(view.t)[name]
    if (word !== undefined) return word
  }
  return settingLabel(view, field)
}

/** Russian plurals in four forms: 1 час, 2 часа, 5 часов, 1,5 часа (`other` is for fractions). */
export interface FormsRu {
  one: string
  few: string
  many: string
  other: string
}

const rules = new Intl.PluralRules('ru')

/** The form that goes with a number: `pluralRu(21, hoursRu)` → `час`. */
export function pluralRu(n: number, forms: FormsRu): string {
  const rule = rules.select(n)
  return rule === 'one' || rule === 'few' || rule === 'many' ? forms[rule] : forms.other
}

export const hourForms: FormsRu = { one: 'час', few: 'часа', many: 'часов', other: 'часа' }
export const dayForms: FormsRu = { one: 'день', few: 'дня', many: 'дней', other: 'дня' }
export const yearForms: FormsRu = { one: 'год', few: 'года', many: 'лет', other: 'года' }
export const monthForms: FormsRu = { one: 'месяц', few: 'месяца', many: 'месяцев', other: 'месяца' }
export const mandatoryModuleForms: FormsRu = {
  one: 'обязательный модуль',
  few: 'обязательных модуля',
  many: 'обязательных модулей',
  other: 'обязательного модуля',
}

/** Hours as official papers write them. */
import { type FormsRu, pluralRu } from './plural-ru.ts'

const academicHourForms: FormsRu = {
  one: 'академический час',
  few: 'академических часа',
  many: 'академических часов',
  other: 'академического часа',
}

/** `"108.00"` → «108», `"36.50"` → «36,5». */
export function hoursNumber(hours: string): string {
  return hours.replace(/\.?0+$/, '').replace('.', ',')
}

/** `"108.00"` → «108 академических часов». */
export function hoursInWords(hours: string): string {
  return `${hoursNumber(hours)} ${pluralRu(Number(hours), academicHourForms)}`
}

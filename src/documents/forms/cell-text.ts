import type { FormCell } from '#domain/certificates/printed-form'
import { hoursNumber } from '#domain/texts/hours-in-words'
import { numericDate } from '../words.ts'

/** A cell as it is read on paper. */
export function cellText(cell: FormCell): string {
  if (cell === null) return ''
  if ('hours' in cell) return hoursNumber(cell.hours)
  return 'date' in cell ? numericDate(cell.date) : cell.text
}

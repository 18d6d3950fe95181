/** Words of the printed certificate. The document is in the state language (273-ФЗ, ст. 60), whatever the page's is. */
import type { CalendarDate } from '#domain/kinds'
import { formatDateLong, formatDateShort } from '#domain/texts/dates'

export const certificateWords = {
  duplicate: 'ДУБЛИКАТ',
  insteadOf: (number: string, date: string) => `Выдано взамен документа № ${number} от ${date}`,
  check: (url: string, code: string) =>
    `Проверка подлинности: ${url} · код ${code.replace(/(.{4})(?=.)/g, '$1-')}`,
  modulesTitle: (number: string) => `Освоенные модули. Приложение к удостоверению № ${number}`,
  statementModules: (number: string) => `Освоенные модули. Приложение к справке № ${number}`,
  modulesHeader: ['№', 'Наименование модуля', 'Вид', 'Часы', 'Дата'],
  total: 'Всего академических часов',
} as const

export const formWords = {
  page: (page: number, count: number) => `стр. ${page} из ${count}`,
  duplicate: 'ДУБЛИКАТ',
} as const

/** `2026-11-22` → «22 ноября 2026 г.», as official papers write it. */
export function dateInWords(date: CalendarDate): string {
  return `${formatDateLong(date, 'ru')} г.`
}

/** `2026-11-22` → «22.11.2026». */
export function numericDate(date: CalendarDate): string {
  return formatDateShort(date, 'ru')
}

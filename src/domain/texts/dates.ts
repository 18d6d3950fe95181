/** Dates by parts, never by `Intl`: its output differs between versions of Node. */
import type { CalendarDate } from '../kinds.ts'
import type { Lang } from './lang.ts'

const MONTHS: Readonly<Record<Lang, readonly string[]>> = {
  ru: [
    'января',
    'февраля',
    'марта',
    'апреля',
    'мая',
    'июня',
    'июля',
    'августа',
    'сентября',
    'октября',
    'ноября',
    'декабря',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
}

/** In a table: `15.11.2026`; in English `15 Nov 2026`. */
export function formatDateShort(date: CalendarDate, lang: Lang): string {
  const [year = '', month = '', day = ''] = date.slice(0, 10).split('-')
  return lang === 'ru'
    ? `${day}.${month}.${year}`
    : `${Number(day)} ${monthOf(month, lang).slice(0, 3)} ${year}`
}

/** In a sentence: «15 ноября 2026» (no « г.»), `15 November 2026`. */
export function formatDateLong(date: CalendarDate, lang: Lang): string {
  const [year = '', month = '', day = ''] = date.slice(0, 10).split('-')
  return `${Number(day)} ${monthOf(month, lang)} ${year}`
}

/** A day of each year, `11-15`: «15 ноября», `15 November`. */
export function formatDayOfYear(day: string, lang: Lang): string {
  const [month = '', date = ''] = day.split('-')
  return `${Number(date)} ${monthOf(month, lang)}`
}

const MONTHS_ALONE = 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(
  ' ',
)

/** «март 2027», `March 2027`: for what is planned no nearer than its month. */
export function formatMonth(date: CalendarDate, lang: Lang): string {
  const [year = '', month = ''] = date.split('-')
  return `${lang === 'ru' ? (MONTHS_ALONE[Number(month) - 1] ?? month) : monthOf(month, lang)} ${year}`
}

function monthOf(month: string, lang: Lang): string {
  return MONTHS[lang][Number(month) - 1] ?? month
}

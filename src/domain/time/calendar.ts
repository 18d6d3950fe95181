/** Calendar arithmetic on `YYYY-MM-DD`: dates at the issuing organisation, no clock and no time zone. */
import type { CalendarDate } from '../kinds.ts'

/** A span of whole calendar years and months, e.g. «от одного года до трёх лет». */
export interface Span {
  years: number
  months: number
}

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/

/** Days of a month, 1 to 12; February of a leap year has 29. */
function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Beyond these a date is a slip of the pen, and a term would pass the four digits in which dates sort as text. */
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199]

/** Whether the text is a day that exists, of a year from 1900 to 2199: `2025-02-30` is not. */
export function isCalendarDate(text: string): boolean {
  const match = SHAPE.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (year < FIRST_YEAR || year > LAST_YEAR) return false
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/**
 * The date after whole years and months; a day that the month lacks becomes its last day
 * (ГК РФ, ст. 192: срок истекает в последний день этого месяца): 29 Feb 2024 + 1 year = 28 Feb 2025.
 */
export function addSpan(date: CalendarDate, span: Span): CalendarDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const months = year * 12 + (month - 1) + span.years * 12 + span.months
  const [y, m] = [Math.floor(months / 12), (months % 12) + 1]
  const d = Math.min(day, daysInMonth(y, m))
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
}

/** Whole days from `a` to `b`; negative if `b` is earlier. */
export function daysBetween(a: CalendarDate, b: CalendarDate): number {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / 86_400_000)
}

/** The day so many days later, or earlier. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

export function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4))
}

/** The later of two dates; ISO dates sort as text. */
export function laterOf(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a > b ? a : b
}

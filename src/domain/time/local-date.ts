/** From an instant to the calendar date (календарная дата) in a time zone. Pure: the instant comes in, no clock is read. */
import type { CalendarDate } from '../kinds.ts'

const formats = new Map<string, Intl.DateTimeFormat>()
const days = new Map<string, CalendarDate>()

/** Offsets of zones are whole quarters of an hour since long before 2000, so a day begins with one of them. */
const QUARTER_MS = 900_000
const DAYS_KEPT = 10_000

/**
 * `2026-12-31T20:00:00Z` is 1 January in Tomsk. Remembers what it worked out: a pull asks for the same days again and again.
 *
 * @param timeZone IANA name, with the offset that was in force there at that time
 */
export function localDate(instant: Date | number, timeZone: string): CalendarDate {
  const instantMs = Number(instant)
  const key = `${Math.floor(instantMs / QUARTER_MS)} ${timeZone}`
  const kept = days.get(key)
  if (kept) return kept
  if (days.size >= DAYS_KEPT) days.clear()
  const date = formatDate(instantMs, timeZone)
  days.set(key, date)
  return date
}

function formatDate(instantMs: number, timeZone: string): CalendarDate {
  const part: Record<string, string> = {}
  for (const { type, value } of formatOf(timeZone).formatToParts(instantMs)) part[type] = value
  return `${part.year}-${part.month}-${part.day}`
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(timeZone, format)
  }
  return format
}

import type { SourceRecord } from '#connectors/contract'
import type { CalendarDate } from '#domain/kinds'
import { fact, type Refusal, refuse } from './refusal.ts'

const DAY_MS = 86_400_000
/** No platform that we read kept completions before; 1970 and the like are an empty field. */
const EARLIEST_MS = Date.UTC(2000, 0, 1)

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(timeZone, format)
  }
  return format
}

const days = new Map<string, CalendarDate>()
/** Offsets of zones are whole quarters of an hour since long before 2000, so a day begins with one of them. */
const QUARTER_MS = 900_000
const DAYS_KEPT = 10_000

/** The calendar date of an instant in an IANA zone, with the offset that was in force there at that time. */
export function calendarDate(instantMs: number, timeZone: string): CalendarDate {
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

/** An instant with a zone (`Z` or an offset): a text without one could be two different days. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

/** Day of completion at the organisation. A clock that runs a day ahead is forgiven, more is not. */
export function checkDate(record: SourceRecord, now: Date, timeZone: string): CalendarDate | Refusal {
  const { at } = record.when
  if (at === null) return refuse('no-completion-time', { course: fact(record.item.title) })
  const instantMs = INSTANT.test(at) ? Date.parse(at) : Number.NaN
  if (Number.isNaN(instantMs)) return refuse('bad-date', { date: fact(record.when.raw ?? at) })
  if (instantMs > now.getTime() + DAY_MS) return refuse('future-date', { date: at.slice(0, 10) })
  if (instantMs < EARLIEST_MS) return refuse('bad-date', { date: at.slice(0, 10) })
  return calendarDate(instantMs, timeZone)
}

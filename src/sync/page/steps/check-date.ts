import type { SourceRecord } from '#connectors/record'
import type { CalendarDate } from '#domain/kinds'
import { localDate } from '#domain/time/local-date'
import { fact, type Refusal, refuse } from './refusal.ts'

const DAY_MS = 86_400_000
/** No platform that we read kept completions before; 1970 and the like are an empty field. */
const EARLIEST_MS = Date.UTC(2000, 0, 1)

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
  return localDate(instantMs, timeZone)
}

/** From instants to calendar dates at the issuing organisation. */
import type { CalendarDate } from '#domain/kinds'

/** The calendar date of an instant in a time zone: `2026-12-31T20:00:00Z` is 1 January in Tomsk. */
export function dateIn(timeZone: string): (instant: Date | string) => CalendarDate {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return instant => format.format(typeof instant === 'string' ? new Date(instant) : instant)
}

export function minutesAfter(instant: Date | string, minutes: number): Date {
  return new Date(new Date(instant).getTime() + minutes * 60_000)
}

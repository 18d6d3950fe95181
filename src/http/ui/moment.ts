import { dateIn, timeIn, type View } from '../view.ts'

/** Day of an instant in the zone of the issuing organisation, «22.11.2026». */
export const dayOf = ({ say, timeZone }: View, instant: string): string =>
  say.date(dateIn(timeZone, new Date(instant)))

/** «сегодня, 18:00», else «23.11.2026, 06:00». @param instant ISO */
export function dayAndTime(view: Pick<View, 't' | 'say' | 'timeZone' | 'today'>, instant: string): string {
  const { t, say, timeZone, today } = view
  const at = new Date(instant)
  const date = dateIn(timeZone, at)
  const time = timeIn(timeZone, at)
  return date === today ? t.queue.todayAt(time) : `${say.date(date)}, ${time}`
}

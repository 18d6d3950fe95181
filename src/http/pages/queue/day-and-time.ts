import { dateIn, timeIn, type View } from '../../view.ts'

/** «сегодня, 18:00», else «23.11.2026, 06:00». @param instant ISO */
export function dayAndTime(view: View, instant: string): string {
  const { t, say, timeZone, today } = view
  const at = new Date(instant)
  const date = dateIn(timeZone, at)
  const time = timeIn(timeZone, at)
  return date === today ? t.queue.todayAt(time) : `${say.date(date)}, ${time}`
}

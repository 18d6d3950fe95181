import { dateIn, type View } from '../view.ts'

/** Day of an instant in the zone of the issuing organisation, «22.11.2026». */
export const dayOf = ({ say, timeZone }: View, instant: string): string =>
  say.date(dateIn(timeZone, new Date(instant)))

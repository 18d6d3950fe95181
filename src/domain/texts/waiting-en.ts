/** What is said of an entry that waits for the curator, in English; see `./waiting-ru.ts`. */
import { formatDateLong } from './dates.ts'
import type { Facts } from './lang.ts'

export const usuallyEn = (days: number): string => `It usually takes ${days} ${days === 1 ? 'day' : 'days'}.`

const date = (fact: string | number | undefined) => formatDateLong(String(fact ?? ''), 'en')

export function remedyOfWaitEn({ days, reminded, mayRemind, remindFrom }: Facts): string {
  if (days === undefined) return 'Nothing to do; if it takes long, remind your curator.'
  const last = reminded === undefined ? '' : `Your curator was reminded on ${date(reminded)}. `
  if (mayRemind) return `${last}You can remind your curator${last && ' once more'}.`
  return last
    ? `${last}You can do so once more from ${date(remindFrom)}.`
    : `Nothing to do yet. You can remind your curator from ${date(remindFrom)}.`
}

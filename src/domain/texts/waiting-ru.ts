/** What is said of an entry that waits for the curator: how long that usually takes, and the reminder. */
import { formatDateLong } from './dates.ts'
import type { Facts } from './lang.ts'
import { dayForms, pluralRu } from './plural-ru.ts'

export const usuallyRu = (days: number): string => `Обычно это ${days} ${pluralRu(days, dayForms)}.`

const date = (fact: string | number | undefined) => formatDateLong(String(fact ?? ''), 'ru')

/** Facts of `factsOfWait`; without them only what always holds. */
export function remedyOfWaitRu({ days, reminded, mayRemind, remindFrom }: Facts): string {
  if (days === undefined) return 'Ничего делать не нужно; если ждёте долго, напомните куратору.'
  const last = reminded === undefined ? '' : `Куратору напомнили ${date(reminded)}. `
  if (mayRemind) return `${last}Можно напомнить куратору${last && ' ещё раз'}.`
  return last
    ? `${last}Ещё раз напомнить можно с ${date(remindFrom)}.`
    : `Пока ничего делать не нужно. Напомнить куратору можно с ${date(remindFrom)}.`
}

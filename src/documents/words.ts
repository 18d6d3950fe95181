/** Words of the printed certificate. The document is in the state language (273-ФЗ, ст. 60), whatever the page's is. */

const months = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
] as const

export const certificateWords = {
  city: (city: string) => `г. ${city}`,
  registration: (number: string) => `Регистрационный № ${number}`,
  certifies: 'Настоящее удостоверение выдано',
  period: (from: string, to: string) => `в период с ${from} по ${to}`,
  completed: 'освоена дополнительная профессиональная программа повышения квалификации',
  amount: (hours: string) => `в объёме: ${hours}`,
  head: 'Руководитель',
  secretary: 'Секретарь',
  seal: 'М. П.',
  issued: (city: string, date: string) => `${city}, дата выдачи: ${date}`,
  check: (url: string, code: string) =>
    `Проверка подлинности: ${url} · код ${code.replace(/(.{4})(?=.)/g, '$1-')}`,
  modulesTitle: (number: string) => `Освоенные модули. Приложение к удостоверению № ${number}`,
  modulesHeader: ['№', 'Наименование модуля', 'Вид', 'Часы', 'Дата'],
  total: 'Всего академических часов',
} as const

/** `2026-11-22` → «22 ноября 2026 г.», as official papers write it. */
export function dateInWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  return `${day} ${months[month - 1]} ${year} г.`
}

/** `2026-11-22` → «22.11.2026». */
export function numericDate(date: string): string {
  return date.split('-').reverse().join('.')
}

/** `"108.00"` → «108 академических часов». */
export function hoursInWords(hours: string): string {
  const shown = hours.replace(/\.?0+$/, '').replace('.', ',')
  return shown.includes(',') ? `${shown} академического часа` : `${shown} ${wholeHours(Number(shown))}`
}

function wholeHours(hours: number): string {
  const form = new Intl.PluralRules('ru').select(hours)
  if (form === 'one') return 'академический час'
  return form === 'few' ? 'академических часа' : 'академических часов'
}

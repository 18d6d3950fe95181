/** What the portal exports: rows of texts under headers, worked out from a number. Nobody in it exists. */
import { buildLearner } from '../people.ts'

export interface PortalTable {
  header: readonly string[]
  rows: readonly (readonly string[])[]
}

export const header = [
  'Логин',
  'ФИО',
  'E-mail',
  'Табельный номер',
  'Место работы',
  'Код модуля',
  'Название модуля',
  'Вид модуля',
  'Часы',
  'Дата завершения',
  'Статус',
] as const

/** Kinds of Приложение 1 with the hours of the tariff; titles have what exports trip over. */
const modules = [
  ['SEM-1', 'Семинар «Основы цифровой дидактики»', 'Семинар', '8'],
  ['SEM-2', 'Семинар "ФГОС"; часть 2', 'Семинар', '8 ч.'],
  ['KON-1', 'Конкурс «Цифровой урок года» & фестиваль', 'Профессиональный конкурс', '50'],
  ['GAL-1', 'Фото-галерея «Мир глазами детей»', 'Фото-галерея', '24'],
  ['UROK-1', 'Открытый урок <с инструментами>', 'Открытый урок', '24 ч. (в т. ч. 8 ч. практики)'],
  ['SMO-1', 'Сетевое методическое объединение', 'Сетевое методическое объединение', '68'],
] as const

const states = ['Зачтено', 'Зачтено', 'зачтено', 'Не зачтено', 'В процессе']

/** `learners` people with two modules each. */
export function buildTable(learners = 12, seed = 1): PortalTable {
  const rows: string[][] = []
  for (let index = 1; index <= learners; index++) {
    const person = buildLearner(seed, index, false)
    for (const step of [0, 1]) {
      const [code, title, kind, hours] = modules[(index + step * 2) % modules.length] ?? modules[0]
      rows.push([
        `user${index}`,
        `${person.lastname} ${person.firstname}`,
        person.email,
        String(index).padStart(5, '0'),
        person.institution,
        code,
        title,
        kind,
        hours,
        dateOf(index + step),
        states[(index + step) % states.length] ?? 'Зачтено',
      ])
    }
  }
  return { header, rows }
}

function dateOf(index: number): string {
  const day = String(1 + (index % 28)).padStart(2, '0')
  const month = String(1 + (index % 12)).padStart(2, '0')
  return `${day}.${month}.${2024 + (index % 3)}`
}

/** Synthetic Russian people, odd ones on purpose; all of them are invented. */
import { hash, pick } from './random.ts'

const FAMILY = [
  ['Иванова', 'Иванов', 'ivanov'],
  ['Смирнова', 'Смирнов', 'smirnov'],
  ['Кузнецова', 'Кузнецов', 'kuznetsov'],
  ['Попова', 'Попов', 'popov'],
  ['Лебедева', 'Лебедев', 'lebedev'],
  ['Новикова', 'Новиков', 'novikov'],
  ['Соловьёва', 'Соловьёв', 'solovyev'],
  ['Зайцева', 'Зайцев', 'zaytsev'],
  ['Голубева', 'Голубев', 'golubev'],
  ['Виноградова', 'Виноградов', 'vinogradov'],
  ['Королёва', 'Королёв', 'korolev'],
  ['Щербакова', 'Щербаков', 'shcherbakov'],
] as const
const WOMEN = ['Анна', 'Ольга', 'Гульнара', 'Наталья', 'Юлия', 'Светлана', 'Алёна', 'Екатерина'] as const
const MEN = ['Пётр', 'Сергей', 'Дмитрий', 'Рустам', 'Иван', 'Фёдор', 'Алексей', 'Михаил'] as const
const FATHERS = [
  ['Сергеевна', 'Сергеевич'],
  ['Ивановна', 'Иванович'],
  ['Петровна', 'Петрович'],
  ['Фаритовна', 'Фаритович'],
  ['Алексеевна', 'Алексеевич'],
  ['Ильинична', 'Ильич'],
] as const
const SCHOOLS = [
  'МБОУ «СОШ № 12»',
  'МАОУ «Лицей № 7»',
  'МБОУ «Гимназия № 4»',
  'МАДОУ «Детский сад № 31»',
] as const
const POSITIONS = [
  'учитель начальных классов',
  'учитель математики',
  'воспитатель',
  'заместитель директора',
] as const
const CITIES = ['Томск', 'Северск', 'Асино', 'Колпашево'] as const

/** What is odd about a learner; the slot is the learner's number modulo 40, so every forty learners hold all of them. */
const ODD_FAMILY: Readonly<Record<number, readonly [string, string]>> = {
  4: ['О’Коннор', 'oconnor'],
  5: ['Иванова-Петрова', 'ivanova-petrova'],
  6: ['Ёлкина', 'elkina'],
}
export const ODD_SLOTS = {
  middleName: 3,
  noIdNumber: 7,
  renamed: 8,
  suspendedAccount: 9,
  invisible: 11,
  endedEnrolment: 12,
  deleted: 13,
  suspendedEnrolment: 14,
  namesake: 15,
  capitalEmail: 16,
  noPatronymic: 17,
} as const

/** Name, address and work of one learner, before the LMS spreads them over its fields. */
export interface Name {
  family: string
  given: string
  patronymic: string | null
  /** The family name before marriage, if it was changed. */
  formerFamily: string | null
  mailName: string
  organisation: string
  position: string
  city: string
}

/** The name of learner `index` (from 1). With `odd` false nobody is odd. */
export function buildName(seed: number, index: number, odd: boolean): Name {
  const slot = odd ? index % 40 : 0
  if (slot === ODD_SLOTS.namesake && index > 15) return buildName(seed, index - 14, odd)
  const base = plainName(seed, slot === ODD_SLOTS.namesake ? 1 : index, slot in ODD_FAMILY)
  const special = ODD_FAMILY[slot]
  if (special) return { ...base, family: special[0], mailName: special[1] }
  if (slot === ODD_SLOTS.renamed)
    return { ...base, formerFamily: base.family, family: 'Берёзкина', mailName: 'berezkina' }
  if (slot === ODD_SLOTS.noPatronymic) return { ...base, patronymic: null }
  return base
}

function plainName(seed: number, index: number, forceWoman: boolean): Name {
  const woman = forceWoman || index % 40 === ODD_SLOTS.renamed || hash(seed, index, 1) % 5 !== 0
  const family = pick(FAMILY, seed, index, 2)
  const father = pick(FATHERS, seed, index, 4)
  return {
    family: woman ? family[0] : family[1],
    given: pick(woman ? WOMEN : MEN, seed, index, 3),
    patronymic: woman ? father[0] : father[1],
    formerFamily: null,
    mailName: woman ? `${family[2]}a` : family[2],
    organisation: pick(SCHOOLS, seed, index, 5),
    position: pick(POSITIONS, seed, index, 6),
    city: pick(CITIES, seed, index, 7),
  }
}

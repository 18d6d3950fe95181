/** Nouns that stand with a number on the pages; Russian has four forms (1, 2, 5, 1,5), nominative. */
import { nbsp } from '../say.ts'

/** 1, 2, 5, 1,5. */
type FormsRu = readonly [one: string, few: string, many: string, other: string]
type FormsEn = readonly [one: string, other: string]

const russian = {
  entry: ['запись', 'записи', 'записей', 'записи'],
  planned: ['мероприятие', 'мероприятия', 'мероприятий', 'мероприятия'],
  appointment: ['полномочие', 'полномочия', 'полномочий', 'полномочия'],
  entryWaits: ['запись ждёт', 'записи ждут', 'записей ждут', 'записи ждут'],
  entryAgain: ['запись снова', 'записи снова', 'записей снова', 'записи снова'],
  entryMoved: ['запись перешла', 'записи перешли', 'записей перешли', 'записи перешли'],
  recordWaits: ['отметка снова ждёт', 'отметки снова ждут', 'отметок снова ждут', 'отметки снова ждут'],
  learnerOf: ['педагога', 'педагогов', 'педагогов', 'педагога'],
  isReady: ['готов', 'готовы', 'готовы', 'готовы'],
  isLeftOut: ['исключён', 'исключены', 'исключены', 'исключены'],
  learner: ['слушатель', 'слушателя', 'слушателей', 'слушателя'],
  year: ['год', 'года', 'лет', 'года'],
  requirement: ['требование', 'требования', 'требований', 'требования'],
  account: ['учётная запись', 'учётные записи', 'учётных записей', 'учётной записи'],
  completion: ['прохождение', 'прохождения', 'прохождений', 'прохождения'],
  record: ['отметка', 'отметки', 'отметок', 'отметки'],
  attempt: ['попытка', 'попытки', 'попыток', 'попытки'],
  participant: ['участник', 'участника', 'участников', 'участника'],
  certificate: ['удостоверение', 'удостоверения', 'удостоверений', 'удостоверения'],
  programme: ['программа', 'программы', 'программ', 'программы'],
  storedItem: ['запись', 'записи', 'записей', 'записи'],
  book: ['книжка', 'книжки', 'книжек', 'книжки'],
  fault: ['ошибка', 'ошибки', 'ошибок', 'ошибки'],
  line: ['запись книжки', 'записи книжки', 'записей книжки', 'записи книжки'],
  storedFact: ['записанный шаг', 'записанных шага', 'записанных шагов', 'записанного шага'],
  row: ['строка', 'строки', 'строк', 'строки'],
  module: ['модуль', 'модуля', 'модулей', 'модуля'],
  minuteIn: ['минуту', 'минуты', 'минут', 'минуты'],
  dayIn: ['день', 'дня', 'дней', 'дня'],
  rowFails: ['строка не пройдёт', 'строки не пройдут', 'строк не пройдут', 'строки не пройдут'],
} satisfies Record<string, FormsRu>

const english: Record<Noun, FormsEn> = {
  entry: ['entry', 'entries'],
  planned: ['event', 'events'],
  appointment: ['appointment', 'appointments'],
  entryWaits: ['entry has waited', 'entries have waited'],
  entryAgain: ['entry is', 'entries are'],
  entryMoved: ['entry', 'entries'],
  recordWaits: ['record waits', 'records wait'],
  learnerOf: ['teacher', 'teachers'],
  isReady: ['ready', 'ready'],
  isLeftOut: ['left out', 'left out'],
  learner: ['learner', 'learners'],
  year: ['year', 'years'],
  requirement: ['requirement', 'requirements'],
  account: ['account', 'accounts'],
  completion: ['completion', 'completions'],
  record: ['record', 'records'],
  attempt: ['try', 'tries'],
  participant: ['participant', 'participants'],
  certificate: ['certificate', 'certificates'],
  programme: ['programme', 'programmes'],
  storedItem: ['item', 'items'],
  book: ['book', 'books'],
  fault: ['fault', 'faults'],
  line: ['entry of the book', 'entries of the book'],
  storedFact: ['recorded step', 'recorded steps'],
  row: ['row', 'rows'],
  module: ['module', 'modules'],
  minuteIn: ['minute', 'minutes'],
  dayIn: ['day', 'days'],
  rowFails: ['row fails', 'rows fail'],
}

export type Noun = keyof typeof russian

const rules = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') }
const numbers = {
  ru: new Intl.NumberFormat('ru', { useGrouping: 'min2' }),
  en: new Intl.NumberFormat('en', { useGrouping: 'min2' }),
}
const order = { one: 0, few: 1, many: 2, other: 3 } as const

/** `withNoun('ru', 2, 'entry')` → «2 записи». */
export function withNoun(language: 'ru' | 'en', count: number, noun: Noun): string {
  const category = rules[language].select(count)
  const form =
    language === 'en'
      ? english[noun][category === 'one' ? 0 : 1]
      : russian[noun][order[category as keyof typeof order] ?? 3]
  return nbsp(`${numbers[language].format(count)} ${form}`)
}

/** `counted('ru')(2, 'entry')` → «2 записи». */
export const counted =
  (language: 'ru' | 'en') =>
  (count: number, noun: Noun): string =>
    withNoun(language, count, noun)

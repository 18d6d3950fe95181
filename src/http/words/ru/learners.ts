import { counted } from '../nouns.ts'

const n = counted('ru')

export const learners = {
  title: 'Слушатели',
  find: 'Найти слушателя',
  all: 'Показать всех',
  noneFound: 'Среди ваших слушателей таких нет. Проверьте начало фамилии.',
  name: 'Слушатель',
  programme: 'Программа',
  hours: 'Часы',
  state: 'Состояние',
  ready: 'готов к выдаче',
  notReady: (h: string) => `не хватает ${h}`,
  unmet: (count: number) => `не выполнено: ${n(count, 'requirement')}`,
  issued: (number: string) => `удостоверение № ${number}`,
  empty: 'Слушателей пока нет. Они появятся после зачисления.',
}

import { counted } from '../nouns.ts'

const n = counted('ru')

/** The catalogue of a programme's modules, as the learner chooses from it. */
export const modules = {
  title: 'Модули программы',
  choose: 'Выбрать модули с отбором',
  kinds: 'Вид',
  part: 'Часть программы',
  anyPart: 'любая',
  hours: 'Часов не меньше',
  parts: { invariant: 'обязательный', variative: 'по выбору' },
  most: 'Часов не больше',
  only: 'Только',
  free: 'свободные: их ещё можно выбрать',
  closes: 'закрывают обязательный',
  closesIt: 'закрывает обязательный',
  show: 'Показать',
  found: (count: number) => `Показано: ${n(count, 'module')}`,
  plan: 'Добавить в план',
  stands: { counted: 'засчитан', pending: 'ждёт куратора', planned: 'в плане' },
  toBook: 'Показать в книжке',
  none: 'Под такой отбор не подходит ни один модуль.',
  showAll: 'Показать все модули',
  noModules: 'Модулей в программе пока нет.',
  noModulesText: 'Их называет организация, которая ведёт программу. Здесь их можно будет выбрать в план.',
  planHolds: 'План сейчас не черновик: чтобы добавить модуль, отзовите его или начните новую редакцию.',
}

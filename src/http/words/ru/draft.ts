import { counted } from '../nouns.ts'

const n = counted('ru')

export const draft = {
  title: 'Вы не успели отправить форму',
  about: (date: string, time: string) =>
    `Сеанс закончился ${date} в ${time}. Введённое сохранено, но не отправлено.`,
  fields: 'Что вы ввели',
  empty: '(пусто)',
  ticked: (count: number) => `Отмечено: ${n(count, 'entry')}`,
  file: (name: string) => `Файл «${name}»: сохранён и уйдёт вместе с формой`,
  lost: (name: string, megabytes: number) =>
    `Файл «${name}» больше ${megabytes} МБ и не сохранён. Отправьте форму без него: она откроется, и файл можно выбрать снова.`,
  secretAgain: 'Введите снова: на страницах его нет.',
  send: 'Отправить сейчас',
  remove: 'Удалить черновик',
  later: 'Продолжить без него: он подождёт неделю',
  note: 'Если за это время что-то изменилось, форма ответит ошибкой и ничего не потеряется.',
}

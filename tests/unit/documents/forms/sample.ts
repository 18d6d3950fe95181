import type { FormRow, PrintedForm } from '#domain/certificates/printed-form'

/** One line of eight columns. */
export const lineOf = (
  number: number,
  title = 'Открытый урок на курсах повышения квалификации',
): FormRow => ({
  cells: [
    { text: String(number) },
    { text: title },
    { text: 'очно' },
    { hours: '24.00' },
    { date: '2026-02-12' },
    { text: 'ТГПУ' },
    { text: 'справка № 41' },
    { text: 'Ковалёва Анна Сергеевна, куратор, 20.02.2026\nSHA-256: 0123 4567 89ab cdef' },
  ],
})

export const HEADS = [
  '№ п/п',
  'Наименование мероприятия (вид, тематика)',
  'Формат проведения',
  'Количество часов',
  'Дата проведения',
  'Название учреждения, на базе которого проведено мероприятие',
  'Наименование документа, подтверждающего реализацию мероприятия',
  'Подпись специалиста',
]
const IDS = ['number', 'title', 'form', 'hours', 'actual', 'provider', 'document', 'signature']

export function aForm(changes: Partial<PrintedForm> = {}): PrintedForm {
  return {
    file: 'book',
    title: 'Зачётно-накопительная книжка',
    head: ['Слушатель: Ковалёва Анна Сергеевна', 'Программа: Цифровая дидактика'],
    columns: HEADS.map((title, i) => ({ id: IDS[i] ?? '', title })),
    rows: [lineOf(1), lineOf(2)],
    foot: ['Всего засчитано: 48 академических часов'],
    printedOn: '2026-11-22',
    ...changes,
  }
}

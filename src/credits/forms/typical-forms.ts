/** «Типовая форма зачётно-накопительной книжки» (Тюмень, приложение 2; п. 4.2: one for all), where a regulation has none of its own. */
import type { FormSheet } from '#domain/regulations/data'

export const typicalBook: FormSheet = {
  id: 'book',
  title: { ru: 'Зачётно-накопительная книжка', en: 'Credit book' },
  columns: [
    { id: 'number', title: { ru: '№ п/п', en: 'No.' } },
    { id: 'title', title: { ru: 'Наименование мероприятия (вид, тематика)', en: 'Event (kind, theme)' } },
    { id: 'form', title: { ru: 'Формат проведения', en: 'Format' } },
    { id: 'hours', title: { ru: 'Количество часов', en: 'Hours' } },
    { id: 'actual', title: { ru: 'Дата проведения', en: 'Date' } },
    {
      id: 'provider',
      title: {
        ru: 'Название учреждения, на базе которого проведено мероприятие',
        en: 'Organisation where it took place',
      },
    },
    {
      id: 'document',
      title: {
        ru: 'Наименование документа, подтверждающего реализацию мероприятия',
        en: 'Supporting document',
      },
    },
    { id: 'signature', title: { ru: 'Подпись специалиста', en: "Specialist's signature" } },
  ],
  clause: 'Приложение 2',
}

/** «Примерная форма индивидуального образовательного маршрута», likewise. */
export const typicalRoute: FormSheet = {
  id: 'route',
  title: { ru: 'Индивидуальный образовательный маршрут', en: 'Individual educational route' },
  columns: [
    ...typicalBook.columns.slice(0, 4),
    { id: 'planned', title: { ru: 'Дата проведения (план)', en: 'Date (planned)' } },
    { id: 'actual', title: { ru: 'Дата проведения (факт)', en: 'Date (actual)' } },
    ...typicalBook.columns.slice(5, 6),
  ],
  clause: 'Приложение 1',
}

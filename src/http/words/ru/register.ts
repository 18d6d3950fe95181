export const register = {
  title: 'Выданные документы',
  number: '№',
  date: 'Дата',
  holder: 'ФИО',
  programme: 'Программа',
  hours: 'Часы',
  status: 'Статус',
  valid: 'действует',
  annulled: (date: string) => `аннулировано ${date}`,
  replaced: 'заменено: см. проверку',
  empty: 'Документов ещё не выдавали.',
}

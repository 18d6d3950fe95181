export const nav = {
  book: 'Книжка',
  queue: 'Очередь',
  learners: 'Слушатели',
  issue: 'Выдача',
  register: 'Документы',
  reports: 'Отчёты',
  admin: 'Обзор',
  matching: 'Кто это?',
  platforms: 'LMS',
  connect: 'Подключить к LMS',
  diagnosis: 'Диагностика',
  quarantine: 'Не разобрано',
}

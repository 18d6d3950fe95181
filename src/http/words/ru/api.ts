export const api = {
  title: 'API Зачётки',
  intro: 'JSON для других систем. Те же права, что у страниц: сеанс открывает запуск из LMS.',
  download: 'Описание OpenAPI 3.1',
  parameters: 'Параметры',
  body: 'Тело запроса',
  answer: 'Ответ',
  errors: 'Ошибка всегда выглядит так:',
}

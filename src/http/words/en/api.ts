import type { Words } from '../ru.ts'
export const api: Words['api'] = {
  title: 'Zachetka API',
  intro: 'JSON for other systems. The same rights as on the pages: a launch from the LMS opens the session.',
  download: 'OpenAPI 3.1 description',
  parameters: 'Parameters',
  body: 'Request body',
  answer: 'Answer',
  errors: 'An error always looks like this:',
}

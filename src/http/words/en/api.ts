import type { Words } from '../ru.ts'
export const api: Words['api'] = {
  title: 'Zachetka API',
  intro:
    'JSON for other systems. The same rights as on the pages: a person’s session is opened by a launch from the LMS, a program needs a token.',
  download: 'OpenAPI 3.1 description',
  parameters: 'Parameters',
  body: 'Request body',
  scope: 'Scope of the token',
  sessionOnly: 'sessions only',
  answer: 'Answer',
  errors: 'An error always looks like this:',
}

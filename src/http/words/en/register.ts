import type { Words } from '../ru.ts'
export const register: Words['register'] = {
  title: 'Issued documents',
  number: 'No.',
  date: 'Date',
  holder: 'Name',
  programme: 'Programme',
  hours: 'Hours',
  status: 'Status',
  valid: 'valid',
  annulled: date => `annulled ${date}`,
  replaced: 'replaced: see the check',
  empty: 'No documents have been issued yet.',
}

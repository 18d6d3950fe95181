import type { Words } from '../ru.ts'
export const nav: Words['nav'] = {
  book: 'Book',
  queue: 'Queue',
  learners: 'Learners',
  issue: 'Issue',
  reports: 'Reports',
  register: 'Documents',
  admin: 'Overview',
  matching: 'Who is this?',
  platforms: 'LMS',
  connect: 'Add to your LMS',
  diagnosis: 'Diagnosis',
  quarantine: 'Unresolved',
}

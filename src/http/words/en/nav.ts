import type { Words } from '../ru.ts'
export const nav: Words['nav'] = {
  book: 'Book',
  queue: 'Queue',
  learners: 'Learners',
  issue: 'Issue',
  register: 'Documents',
  reports: 'Reports',
  admin: 'Overview',
  matching: 'Who is this?',
  platforms: 'LMS',
  connect: 'Add to your LMS',
  courses: 'LMS courses',
  diagnosis: 'Diagnosis',
  webhooks: 'Webhooks',
  quarantine: 'Unresolved',
}

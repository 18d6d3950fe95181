import type { Words } from '../ru.ts'

export const duplicate: Words['duplicate'] = {
  title: 'Duplicate of the book',
  button: 'Duplicate…',
  intro:
    'If the book on paper was lost, the learner gets a duplicate. Its entries are the same; the former book holds no longer. The printed form will bear the word duplicate.',
  unproved: numbers => `Without a supporting document: entries No. ${numbers}. They have to be proved anew.`,
  reason: 'Reason',
  reasonHint: 'For example: the book was lost, application of 12.11.2026',
  reasonMissing: 'Write why a duplicate is issued',
  issue: number => `Issue duplicate No. ${number}`,
  done: number => `Duplicate No. ${number} is issued.`,
  list: 'Duplicates issued',
  none: 'There were none: the first book holds.',
  line: (number, date, name, role) => `No. ${number} of ${date}, ${name}, ${role}`,
  print: 'Printed form (PDF)',
  bears: (number, date) => `Duplicate No. ${number} of ${date}`,
}

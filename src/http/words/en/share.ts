import type { Words } from '../ru.ts'

export const share: Words['share'] = {
  title: 'Let somebody see the book',
  button: 'Let somebody see it by a link',
  intro:
    'The link shows the book: hours, entries, signatures. Nothing can be changed, scans are not shown. It holds until the end of its term and can be revoked on any day.',
  onRequest: bodies => `The book is shown on request to: ${bodies}`,
  recipient: 'For whom',
  recipientHint:
    'For example the regional institute, the department, the municipal service, or an expert’s name',
  recipientMissing: 'Write for whom the link is',
  until: 'Holds until',
  untilHint: 'That day included, at most a year',
  untilWrong: 'A day from today on is needed, at most a year ahead',
  make: 'Make a link',
  made: 'The link is ready. Copy it now: it is shown nowhere again.',
  link: 'Link to the book',
  list: 'Links to this book',
  none: 'There are no links yet. One that is made appears here: for whom, until when, when it was opened.',
  columns: { recipient: 'For whom', until: 'Until', by: 'Made by', used: 'Last seen', state: 'State' },
  states: { valid: 'valid', over: 'term over', revoked: 'revoked' },
  neverUsed: 'never opened',
  used: (date, time, times) => `${date}, ${time}; visits: ${times}`,
  visits: 'Pages opened less than an hour apart are one visit.',
  revoke: 'Revoke',
  revoked: 'The link is revoked: it shows nothing any more.',
  revokedBy: (name, date) => `revoked ${date}, ${name}`,
  shown: (recipient, date) => `Shown for reading: ${recipient}. The link holds until ${date}.`,
  goneTitle: 'There is nothing under this link',
  gone: 'Its term is over, it was revoked, or the address was not copied whole. Ask whoever gave it for a new one.',
}

import type { Words } from '../ru.ts'

export const writing: Words['writing'] = {
  title: 'Who writes and who signs',
  intro:
    'The regulation names the roles, the municipality or the organisation decides. Nobody signs their own book. Roles other than the curator are given on the page “People and roles”.',
  none: 'There are no programmes yet.',
  columns: { programme: 'Programme', enter: 'Write', sign: 'Sign', change: 'Setting' },
  change: 'Change…',
  enter: 'Write entries and send paper proofs',
  sign: 'Sign: their confirmation is the signature in the book',
  usual: roles => `By the regulation: ${roles}`,
  basis: 'Basis',
  basisHint: 'For example: order No. 12 of 01.09.2026',
  save: 'Save',
  saved: 'Saved. What was signed before stays signed.',
  faults: {
    enter: 'Tick at least one role that writes',
    sign: 'Tick at least one role that signs',
  },
  history: 'How it was decided',
  untouched: 'The regulation holds so far.',
  line: (date, name, enter, sign) => `${date}, ${name}: ${enter} write; ${sign} sign`,
}

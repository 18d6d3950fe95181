import type { Words } from '../ru.ts'

export const writing: Words['writing'] = {
  title: 'Who writes and who signs',
  intro:
    'The regulation names the roles, the organisation decides or, where the regulation says so, a municipality for its own schools. Nobody signs their own book. Roles other than the curator are given on the page “People and roles”.',
  none: 'There is nothing to decide here: no programmes, or no schools that belong to your municipality.',
  columns: { programme: 'Programme', enter: 'Write', sign: 'Sign', change: 'Setting' },
  change: 'Change…',
  enter: 'Write entries and send paper proofs',
  sign: 'Sign: their confirmation is the signature in the book',
  usual: {
    regulation: roles => `By the regulation: ${roles}`,
    programme: roles => `While the municipality decides nothing, by the programme’s setting: ${roles}`,
  },
  forSchools: 'The decision holds for learners from schools of this municipality in this programme.',
  municipalities: 'Decisions of municipalities',
  leftToThem:
    'Who writes and who signs is decided by a municipality for its own schools. For schools whose municipality decided nothing, the setting above holds',
  noMunicipality: 'No school belongs to a municipality yet:',
  decided: 'decided',
  undecided: 'not decided',
  basis: 'Basis',
  basisHint: 'For example: order No. 12 of 01.09.2026',
  save: 'Save',
  saved: 'Saved. What was signed before stays signed.',
  faults: {
    enter: 'Tick at least one role that writes',
    sign: 'Tick at least one role that signs',
    basis: 'Name the municipality’s decision: document, number and date',
  },
  history: 'How it was decided',
  untouched: {
    regulation: 'The regulation holds so far.',
    programme: 'The programme’s setting holds so far.',
  },
  line: (date, name, enter, sign) => `${date}, ${name}: ${enter} write; ${sign} sign`,
}

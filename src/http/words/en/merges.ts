import { counted } from '../nouns.ts'
import type { Words } from '../ru.ts'

const n = counted('en')

export const merges: Words['merges'] = {
  title: 'Merged records',
  intro:
    'If a person is here twice, for example with two accounts of an LMS, two records can become one. Nothing is merged by itself, nor by name; a merge can be undone.',
  make: 'Merge two records',
  none: 'No records have been merged yet. If a person has two, merge them: who did it and why stays here.',
  wasUndone: 'Undone',
  unfinished: 'Not finished: something broke it off. Go on, nothing is lost.',
  goOn: 'Go on',
  undo: 'Undo…',
  undoReason: 'Why you undo it',
  saved: {
    merged: 'The records are one, the books are worked out again.',
    unmerged: 'The merge is undone: two records again, the books are worked out again.',
  },
  newTitle: 'Merge two records',
  foundFew: count =>
    count === 0
      ? 'Nobody found. Check how the family name begins.'
      : 'Only one record found. Search by what both family names begin with.',
  kept: 'Which record stays',
  absorbed: 'Which goes into it',
  look: 'Show what happens',
  turn: 'The other way round: keep the other record',
  moves: 'What goes over',
  counts: m =>
    [
      n(m.accounts, 'account'),
      n(m.enrolments, 'book'),
      n(m.entries, 'line'),
      n(m.certificates, 'certificate'),
      n(m.records, 'storedFact'),
    ].join(', '),
  joined: 'In these programmes the two books become one; term and facts are those of the record that stays:',
  differences: 'Where the records differ',
  same: 'The records differ nowhere.',
  what: 'What',
  keptSays: 'Stays',
  absorbedSays: 'In the other',
  fields: {
    familyName: 'Family name',
    givenName: 'Given name',
    patronymic: 'Patronymic',
    email: 'E-mail',
    organisation: 'Organisation',
    snils: 'SNILS',
    personalNumber: 'Personal number',
    enrolledOn: 'Enrolled on',
    facts: 'Recorded only in the other',
    route: 'Route',
    module: 'Module confirmed in both: counts once',
  },
  facts: {
    enrolmentDocuments: 'enrolment documents',
    missingDocuments: 'which documents are missing',
    routeApproved: 'approval of the route',
    diagnosisBefore: 'diagnosis before the programme',
    diagnosisAfter: 'diagnosis after the programme',
    projectDefence: 'project defence',
    stageReports: 'stage reports',
    stageWithoutReport: 'stage without a report',
    finalReport: 'final report',
    learnerCategory: 'category of the teacher',
    presentation: 'presentation of experience',
    issueOrder: 'order to issue',
  },
  staysAside: 'set aside; comes back when undone',
  refused: 'They cannot be merged',
  refusals: {
    'same-record': 'It is one record: choose two.',
    'absorbed-already':
      'One of them went into another record already. Undo that merge, or choose the record that stayed.',
    'snils-differ': 'The SNILS differ: these are different people. If one is wrong, correct it.',
    'certificate-of-absorbed':
      'In a programme of both, the record that would go has the certificate. Merge the other way round: keep the one that has it.',
    'both-certified':
      'In a programme of both, each record has a certificate. Annul one: a programme gives one document.',
    'signed-for-each-other':
      'One record confirmed hours of the other, and nobody signs their own book. Revoke these confirmations: another curator takes them.',
    'live-tokens': 'The record that would go has live API tokens. Revoke them on the page “API access”.',
  },
  reason: 'Why this is one person',
  reasonHint: 'Stays in the history, for example: application of 12.11.2026.',
  reasonMissing: 'Write the reason: it stays in the history',
  notNow: 'The records changed while you looked. This is how they are now.',
  reversible:
    'The accounts of both will open one book. Signatures and issued documents do not change. It can be undone until a document is issued for the joined book.',
  now: 'Merge the records',
  undoTitle: 'Undo the merge',
  undoHint:
    'Everything that went over goes back, and what the accounts of the other brought since. The history stays.',
  undoNow: 'Undo the merge',
  inUse:
    'It cannot be undone: a document was issued for the joined book, or the record that stayed went into another one. First annul the document, or undo the later merge.',
}

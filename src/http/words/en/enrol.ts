import { counted } from '../nouns.ts'
import type { Words } from '../ru.ts'

const n = counted('en')

export const enrol: Words['enrol'] = {
  open: 'Enrol learners…',
  title: 'Enrol learners',
  intro:
    'A learner is in the programme at once, before the first launch. Completions that waited for them become entries. Whoever is enrolled already is left alone.',
  of: 'Whose account ids these are',
  ofHint:
    'People are known by the id of their account. In Moodle it is the number in the address of a profile: …/user/profile.php?id=42',
  date: 'Date of enrolment',
  dateHint: 'For lines without a date of their own.',
  list: 'List',
  listHint:
    'The first line names the columns. Paste rows out of a spreadsheet, or write them parted by semicolons. A family name and an account id or a SNILS are needed, the rest if there is any.',
  heads: 'user;family;given;patronymic;organisation;enrolled;documents;snils;number',
  file: 'Or a file, XLSX or CSV',
  fileHint: most =>
    `Up to ${most} lines at a time. Of a workbook the first sheet is read. If a file is chosen, the list above is not read.`,
  check: 'Check the list',
  checkTitle: count => `Enrol ${n(count, 'learner')}`,
  checked: 'There are no mistakes in the list. Nobody is enrolled yet.',
  unread: (heads, known) => `These columns are not read: ${heads}. Those that are: ${known}.`,
  left: count => `Will not be enrolled: ${count}`,
  why: 'Why',
  states: {
    already: 'in this programme already',
    repeated: 'a repeat: this number stands above in the list',
    'other-name': 'the number belongs to somebody else',
  },
  otherNameRemedy: 'If they are one person, write the family name that Zachetka has.',
  more: count => `and ${count} more`,
  now: count => `Enrol ${n(count, 'learner')}`,
  back: 'Change the list',
  done: (enrolled, already) => `Enrolled: ${n(enrolled, 'learner')}. Enrolled before: ${already}.`,
  refused: count => `Not enrolled, the number belongs to somebody else: ${count}.`,
  entries: count => `Completions that waited for them and are entries now: ${count}.`,
  busy: 'An import is running: completions that waited for them become entries when it reaches them.',
  noAccounts: 'Connect an LMS or a source first: account ids mean nothing without them.',
  at: (line, fault) => `Line ${line}: ${fault}`,
  columns: {
    user: 'Account',
    family: 'Family name',
    given: 'Given name',
    patronymic: 'Patronymic',
    organisation: 'Organisation',
    enrolled: 'Enrolled',
    documents: 'Documents',
    snils: 'SNILS',
    number: 'Personal number',
  },
  faults: {
    empty: 'no family name',
    'no-account': 'neither an account id nor a SNILS',
    'no-date': 'no date of enrolment, or one that does not exist',
    'no-snils': 'the check sum of the SNILS does not hold',
    'unknown-word': 'the column of documents takes complete or incomplete',
    'no-column': 'the first line does not name the columns: the family name is needed among them',
    'more-values': 'more values than columns: a value may hold a semicolon',
    twice: 'a column is named twice: leave one of them',
    'too-long': 'a value is too long',
    unreadable: 'not a table: values are parted by semicolons or tabs',
  },
  nothing: 'There is nobody in the list',
  tooMany: most => `More than ${most} lines: divide the list`,
  notText:
    'This is neither an XLSX workbook nor CSV, or it is damaged. Save it in Excel again, or copy the lines and paste them into the field above.',
  tooLarge: 'The file is larger than 1 MB: divide it',
  noOf: 'Choose whose account ids these are',
}

import { counted } from '../nouns.ts'
import type { Words } from '../ru.ts'

const n = counted('en')

export const courses: Words['courses'] = {
  title: 'LMS courses',
  intro: 'Courses that launched Zachetka: which grades went there and when the roster was read.',
  empty: 'No course has launched Zachetka yet. It appears here after its first launch.',
  course: 'Course',
  grades: 'Grades',
  roster: 'Roster',
  lastLaunch: when => `last launch ${when}`,
  counts: (sent, waiting, refused) => `sent ${sent} · waiting ${waiting} · refused by the LMS ${refused}`,
  states: { sent: 'Sent', waiting: 'Waiting', refused: 'Refused by the LMS' },
  one: { sent: 'Sent', waiting: 'Waiting', refused: 'Refused by the LMS' },
  all: 'All',
  filter: 'Which grades to show',
  learner: 'Learner',
  column: 'Column',
  score: 'Score',
  state: 'State',
  unknownPerson: 'person not found',
  ownColumn: 'column of Zachetka',
  linkColumn: 'column of the activity',
  sentAt: when => `sent ${when}`,
  noGrades: 'No grades yet: the first goes when the first hours of a learner count.',
  noneOfState: 'There are no such grades.',
  faults: {
    'no-grade-service': [
      'The LMS offers no grade service.',
      'Switch Assignment and Grade Services on in the settings of the tool, then open Zachetka from the course once.',
    ],
    'no-score-scope': [
      'The LMS has not allowed grades to be sent.',
      'Allow grades in the settings of the tool (AGS, scope score), then open Zachetka from the course once.',
    ],
    'no-line-item': [
      'The activity has no column in the gradebook, and none can be made.',
      'In Moodle set “Accept grades from the tool: Always”; elsewhere allow a column for the activity.',
    ],
    'no-line-item-scope': [
      'The activity has no column in the gradebook, and the LMS lets us make none.',
      'In Moodle choose “Use this service for grade sync and column management”; elsewhere allow the scope lineitem.',
    ],
  },
  answered: status => `the LMS answered ${status}`,
  reason: code => `reason: ${code}`,
  refusedHint:
    'An LMS takes no grades for teachers and people who are not enrolled. If that was mended in the LMS, ask it again.',
  retry: 'Send the refused ones again',
  retried: count => `Grades will be sent again: ${n(count, 'learner')}.`,
  undelivered: 'Not delivered',
  undeliveredText:
    'For these learners Zachetka has stopped trying. Mend the cause and send again: what is right now is sent.',
  attempts: count => n(count, 'attempt'),
  asked: 'will be sent within a minute',
  replay: 'Send again',
  replayed: count => `Will be sent again: ${n(count, 'learner')}.`,
  rosterNone:
    'The LMS gives no roster of this course: switch Names and Roles on in the settings of the tool.',
  rosterNever: 'The roster has not been read yet.',
  rosterRead: (when, count) => `Read ${when}: ${n(count, 'participant')}.`,
  rosterFailed: (when, reason) => `The last try ${when} failed: ${reason}.`,
  rosterRetry: 'We will try again by ourselves.',
  rosterRefused: 'The LMS refused: check the access to rosters on the page “Diagnosis”.',
  readNow: 'Read the roster now',
  readDone: 'The roster is read.',
  held: (gone, of) => `${gone} of ${of} are gone from the roster at once.`,
  heldText:
    'That happens when a course is emptied for the new year, or when the LMS answered in part. Until you decide, they stay in the course. If they come back, this message goes by itself.',
  heldSince: when => `Noticed ${when}`,
  gone: 'Who is gone',
  noName: sub => `account ${sub}`,
  andMore: count => `and ${count} more`,
  acceptTitle: 'Have they really left?',
  acceptText:
    'Their grades will not be sent to this course any more. Their books and entries stay. Only the LMS can bring them back, by listing them again.',
  tick: 'The roster in the LMS is checked',
  readAgain: 'The roster was read again. Look at who is missing now, and tick the box',
  needsTick: 'First compare the roster with the LMS, then tick',
  accept: count => `Yes, they have left: ${n(count, 'participant')}`,
  accepted: count => `Accepted: ${n(count, 'participant')}.`,
  conflicts: 'Accounts that contradict each other',
  conflictsText: 'The LMS takes these people for one, Zachetka for two. Only a person can merge them.',
  conflict: (id, names) => `Account ${id}: ${names}`,
}

import type { Words } from '../ru.ts'
export const errors: Words['errors'] = {
  id: id => `Reference for support: ${id}`,
  nothingChanged: 'Nothing changed.',
  session_over: [
    'Your session ended',
    'Eight hours have passed, or the window was not opened from a course.',
    'Open Zachetka from the course again.',
  ],
  csrf: [
    'The request is not from our page',
    'The browser says that another page sent the form.',
    'Open Zachetka from the course and try again.',
  ],
  too_many_requests: [
    'Too many requests in a row',
    'More requests came within a minute than a person usually makes.',
    'Wait a minute and try again.',
  ],
  page_not_found: [
    'There is no such page',
    'The address has a mistake, or the page has moved.',
    'Go back or open Zachetka from the course.',
  ],
  not_found: [
    'Not found',
    'It does not exist, or you may not see it.',
    'Check the link; if somebody sent it, ask which role it is for.',
  ],
  forbidden: [
    'You may not do this',
    'Another role may.',
    'Ask who may, or open Zachetka from the course in that role.',
  ],
  own_entry: ['Somebody else confirms your own book', 'This is your own entry.', 'Ask another curator.'],
  own_certificate: [
    'Somebody else issues your own certificate',
    'Nobody issues a certificate to themselves.',
    'Ask another member of the organisation.',
  ],
  undo_expired: [
    'The time to undo is over',
    'It can be undone within 15 minutes.',
    'Correct or revoke the entries one by one.',
  ],
  conflict: [
    'Somebody has changed it',
    'It was changed while you were looking.',
    'Open the page again and decide anew.',
  ],
  invalid_input: ['There is a problem', 'Something is filled in wrongly.', 'Mend the marked fields.'],
  invalid_hours: [
    'The hours cannot be read',
    'A number is needed, with at most two decimals.',
    'Write, for example, 8 or 8.5.',
  ],
  not_eligible: [
    'The certificate cannot be issued yet',
    'Not every requirement of the regulation is met.',
    'Open the learner’s book: it says what is missing.',
  ],
  payload_too_large: ['Too much data', 'The request is larger than allowed.', 'Send less at a time.'],
  bad_request: [
    'The request cannot be read',
    'The server did not understand what was sent.',
    'Go back and try again.',
  ],
  refused: ['The request was refused', 'The server cannot do this.', 'Go back and check the data.'],
  internal: [
    'It failed on our side',
    'Something broke. Nothing changed.',
    'Try later; if that does not help, give the reference to support.',
  ],
}

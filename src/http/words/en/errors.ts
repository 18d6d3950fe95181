import type { Words } from '../ru.ts'
import { routeErrors } from './route-errors.ts'

export const errors: Words['errors'] = {
  id: id => `Reference for support: ${id}`,
  takesRole: (roles, own) => `This takes: ${roles}. You are here as: ${own}.`,
  youAre: own => `You are here as: ${own}.`,
  who: { system: 'the operator', author: 'whoever wrote the act', registrant: 'whoever added this LMS' },
  sendAgain: 'Send again',
  stepBack: 'The file and the key are still in the form: go one step back and send it again.',
  nothingChanged: 'Nothing changed.',
  session_over: [
    'Your session ended',
    'Eight hours have passed, or the window was not opened from a course.',
    'Open Zachetka from the course again.',
  ],
  session_over_draft: [
    'Your session ended, what you typed is kept',
    'The form came after the session had ended: it is not sent, but not lost either.',
    'Open Zachetka from the course again: the draft waits for a week.',
  ],
  invalid_token: [
    'The token is not accepted',
    'There is no such token, or it was revoked or is at its end.',
    'Ask the administrator for a new token.',
  ],
  insufficient_scope: [
    'The token is for something else',
    'This token was made for another purpose.',
    'Ask the administrator for a token with the scope that is needed.',
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
  too_many_checks: [
    'Too many checks',
    'More checks came from this address within a minute than a person usually makes.',
    'Wait a minute and try again.',
  ],
  page_not_found: [
    'There is no such page',
    'The address has a mistake, or the page has moved.',
    'Go back or open Zachetka from the course.',
  ],
  sync_running: [
    'An import is running already',
    'Another import reads the source.',
    'Wait for it or stop it. If its process was killed, it is free again within a minute.',
  ],
  connection_off: [
    'The source is not on',
    'It is being connected, or it was switched off.',
    'Open the settings of the source and switch it on.',
  ],
  nothing_held: [
    'There is nothing to decide any more',
    'Somebody decided before, or a newer import looked again.',
    'Open the latest import of the source.',
  ],
  not_found: [
    'Not found',
    'It does not exist, or you may not see it.',
    'Check the link; if somebody sent it, ask which role it is for.',
  ],
  removed: [
    'This is not there any more',
    'While you were looking, somebody else removed it.',
    'What you entered is below and can be copied. If it was removed by mistake, ask whoever removed it.',
  ],
  forbidden: [
    'You may not do this',
    'Another role may.',
    'Ask who may, or open Zachetka from the course in that role.',
  ],
  own_entry: ['Another curator confirms your own book', 'This is your own entry.', 'Ask another curator.'],
  reminder_early: [
    'It is too early to remind',
    'The usual time for an answer is not over.',
    'The line in the book says from which day you can.',
  ],
  not_signer: [
    'Another role signs here',
    'The programme decides who writes and who signs.',
    'Ask who may, or change the setting of the programme.',
  ],
  book_closed: [
    'The book is closed',
    'The learner finished the programme or left it.',
    'If this is a mistake, tell the curator of the programme.',
  ],
  upload_broken: [
    'The file did not arrive',
    'The upload broke off, or the form came in part.',
    'Go back and send it again.',
  ],
  act_differs: [
    'There is an act with this number already',
    'It says something else: other people, hours or date.',
    'Open that act in the list; for changes draw up one with a new number.',
  ],
  act_scanned: [
    'A scan is attached already',
    'The act has the scan of another sheet: the new file was not taken.',
    'Open the scan on the page of the act. If it is the wrong file, write the act anew under another number.',
  ],
  held_already: [
    'The role is held already',
    'The person holds this role in that time, with another term or basis.',
    'End the former appointment first.',
  ],
  regulation_in_use: [
    'Books are judged by this version',
    'It is in force and hours were counted by it: it cannot be left out.',
    'Take up the next version: from its day on, books are judged by that.',
  ],
  account_taken: [
    'The account is linked to another person already',
    'It was linked before.',
    'Undo that link among the latest decisions first, or choose the same person.',
  ],
  account_launches: [
    'Another person launches by this account',
    'It opens Zachetka from the LMS, so it is known whose it is.',
    'Choose whoever launches by it.',
  ],
  own_certificate: [
    'Somebody else issues your own certificate',
    'Nobody issues a certificate to themselves.',
    'Ask a colleague who issues documents, or an administrator.',
  ],
  certificate_annulled: [
    'The document was annulled',
    'Nothing can be done with an annulled document but a correction.',
    'Issue a corrected document from its card in the register.',
  ],
  certificate_replaced: [
    'Another document stands in its place',
    'This document was replaced.',
    'Open the new document from the card and decide on that one.',
  ],
  consent_missing: [
    'There is no consent to the processing of personal data',
    'The rules of issue of this programme ask for the consent; the learner did not give it, or withdrew it.',
    'Ask for the consent, or change the rules of issue.',
  ],
  statement_issued: [
    'A statement of study was issued',
    'A statement is for who left: the same enrolment cannot have a certificate.',
    'If the learner completed the programme, annul the statement in the register first.',
  ],
  credential_not_due: [
    'There is nothing to prove yet',
    'Issued documents and confirmed entries have a portable credential; a statement of study has none.',
    'Wait until the curator confirms the entry, and download again.',
  ],
  order_expired: [
    'The order to issue is expired',
    'The rules of issue of this programme limit the life of an order.',
    'Name a new order, or change the rules of issue.',
  ],
  too_many_rows: [
    'Too many rows for one file',
    'The period holds more documents than a file of the register takes.',
    'Choose a shorter period.',
  ],
  undo_expired: [
    'The time to undo is over',
    'It can be undone within 15 minutes.',
    'Correct or revoke the entries one by one.',
  ],
  merge_refused: [
    'The records cannot be merged',
    'What they hold stands against it: a certificate, SNILS, signatures or tokens.',
    'The page of the merge names the reasons.',
  ],
  merge_in_use: [
    'The merge cannot be undone',
    'A document was issued for the joined book, or the record that stayed went into another one.',
    'First annul the document, or undo the later merge.',
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
  scan_refused: [
    'The scan was not taken',
    'There is no file, it is above 10 MB, or it is no PDF, JPG, PNG, WebP or HEIC that can be opened.',
    'Send another file in the field scan.',
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
  template_incomplete: [
    'The template is not ready',
    'It names an image that is not there. No number is taken, nothing is issued.',
    'Open “Templates”, upload the image again and save a version.',
  ],
  template_changed: [
    'The template was changed.',
    'Another version was saved while you were writing.',
    'See it in the list of versions; your draft is kept.',
  ],
  template_faulty: [
    'The template is not saved',
    'There are faults in it.',
    'Correct the fields that are marked.',
  ],
  image_refused: [
    'The image does not do',
    'The file is of another kind, or cannot be printed.',
    'Save the image as PNG up to 1 MB.',
  ],
  render_failed: [
    'The document is not drawn',
    'What draws documents failed. Nothing changed.',
    'Try again in a minute.',
  ],
  statement_not_due: [
    'No statement is due',
    'This enrolment has a certificate.',
    'Open it in the register of documents.',
  ],
  internal: [
    'It failed on our side',
    'Something broke. Nothing changed.',
    'Try later; if that does not help, give the reference to support.',
  ],
  ...routeErrors,
}

import type { ErrorText, routeErrors as ru } from '../ru/route-errors.ts'

export const routeErrors: Record<keyof typeof ru, ErrorText> = {
  route_item_invalid: [
    'The event is not planned',
    'Something in it does not hold.',
    'Correct the marked fields.',
  ],
  route_text: [
    'The text was not saved',
    'It is longer than 5,000 characters, or the form of the regulation has no such text.',
    'Shorten it and save again.',
  ],
  route_state: [
    'This cannot be done now',
    'The route is in another state already.',
    'Look at what it is now: its page says so.',
  ],
  route_out_of_turn: [
    'It is not your turn yet',
    'Others decide first: the order is set by the regulation.',
    'Wait for their decision: the route will then stand among those that wait for you.',
  ],
  route_role: [
    'Another role decides this',
    'This step is taken by whoever is appointed to it.',
    'Ask them, or the administrator who appoints people to roles.',
  ],
  own_route: [
    'Somebody else agrees your route',
    'Nobody agrees or approves their own route.',
    'Another person with this role decides, or the next level.',
  ],
  route_same_person: [
    'Two different people are needed',
    'You have agreed this route already; somebody else approves it.',
    'Wait for whoever approves.',
  ],
  route_changed: [
    'The route was changed',
    'While you looked, somebody else changed it.',
    'Look at what changed and decide again.',
  ],
  route_empty: ['The plan is empty', 'There is no event in it.', 'Add events and send it again.'],
  route_full: [
    'The route has no more room',
    'It keeps all revisions and its whole history, and there are as many as it can hold.',
    'Turn to the administrator: a new enrolment will be needed.',
  ],
  route_comment_required: [
    'A comment is needed',
    'Without it the learner does not learn what to change.',
    'Say what has to be corrected and try again.',
  ],
  route_order_required: [
    'An order is needed',
    'Approving by order takes its number and its date.',
    'Enter the number and the date of the order.',
  ],
}

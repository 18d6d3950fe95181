import { counted } from '../nouns.ts'
import type { Words } from '../ru.ts'

const n = counted('en')

export const draft: Words['draft'] = {
  title: 'Your form was not sent',
  about: (date, time) => `Your session ended on ${date} at ${time}. What you typed is kept but not sent.`,
  fields: 'What you typed',
  empty: '(empty)',
  ticked: count => `Ticked: ${n(count, 'entry')}`,
  file: name => `File “${name}”: kept, it goes with the form`,
  lost: (name, megabytes) =>
    `The file “${name}” is larger than ${megabytes} MB and was not kept. Send the form without it: it opens, and a file can be chosen again.`,
  secretAgain: 'Enter it again: no page carries it.',
  send: 'Send it now',
  remove: 'Delete the draft',
  later: 'Go on without it: it waits for a week',
  note: 'If something has changed meanwhile, the form will say so and nothing will be lost.',
}

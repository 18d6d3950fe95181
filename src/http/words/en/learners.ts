import { counted } from '../nouns.ts'
import type { Words } from '../ru.ts'

const n = counted('en')

export const learners: Words['learners'] = {
  title: 'Learners',
  find: 'Find a learner',
  all: 'Show all',
  noneFound: 'None of your learners is called so. Check how the family name begins.',
  name: 'Learner',
  programme: 'Programme',
  hours: 'Hours',
  state: 'State',
  ready: 'ready to issue',
  notReady: h => `${h} short`,
  unmet: count => `not met: ${n(count, 'requirement')}`,
  issued: number => `certificate No. ${number}`,
  empty: 'No learners yet. They appear after enrolment.',
}

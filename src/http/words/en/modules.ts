import { counted } from '../nouns.ts'
import type { Words } from '../ru.ts'

const n = counted('en')

export const modules: Words['modules'] = {
  title: 'Modules of the programme',
  choose: 'Choose modules by a filter',
  kinds: 'Kind',
  part: 'Part of the programme',
  anyPart: 'any',
  hours: 'Hours at least',
  parts: { invariant: 'mandatory', variative: 'elective' },
  free: 'Only what is neither in the book nor in the plan yet',
  show: 'Show',
  found: count => `Shown: ${n(count, 'module')}`,
  plan: 'Add to the plan',
  stands: { counted: 'counted', pending: 'awaits the curator', planned: 'in the plan' },
  toBook: 'Show in the book',
  planHolds: 'The plan is no draft now: withdraw it or begin a new revision to add a module.',
}

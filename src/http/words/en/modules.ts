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
  most: 'Hours at most',
  only: 'Only',
  free: 'free: can still be chosen',
  closes: 'close a mandatory one',
  closesIt: 'closes a mandatory one',
  show: 'Show',
  found: count => `Shown: ${n(count, 'module')}`,
  plan: 'Add to the plan',
  stands: { counted: 'counted', pending: 'awaits the curator', planned: 'in the plan' },
  toBook: 'Show in the book',
  none: 'No module fits this filter.',
  showAll: 'Show all modules',
  noModules: 'The programme has no modules yet.',
  noModulesText:
    'The organisation that runs the programme names them. Here you will choose them for your plan.',
  planHolds: 'The plan is no draft now: withdraw it or begin a new revision to add a module.',
}

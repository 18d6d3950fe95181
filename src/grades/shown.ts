import type { StoredProgramme } from '#store/ports/people'
import type { Target } from './columns.ts'
import type { GradesDeps } from './deps.ts'
import type { Shown } from './score-value.ts'

/**
 * What a column shows: the book's hours, or those of one module for a link that was placed for it.
 *
 * @returns `null`: nothing can be shown, because nothing was evaluated yet or no hours are asked for
 */
export async function shownOf(
  deps: Pick<GradesDeps, 'stores'>,
  { launched, enrolment }: Target,
  programme: StoredProgramme,
): Promise<Shown | null> {
  if (launched?.moduleId !== undefined) return moduleShown(deps, launched.moduleId, enrolment, programme)
  const { summary, status } = enrolment
  if (!summary || summary.required <= 0) return null
  const { counted, pending, required, eligible } = summary
  return { counted, pending, required, isComplete: eligible || status === 'finished' }
}

/** Confirmed hours of the module; whether the whole counts in the book is the regulation's, and the book's column. */
async function moduleShown(
  { stores }: Pick<GradesDeps, 'stores'>,
  moduleId: string,
  { learnerId, programmeId }: Target['enrolment'],
  { modules }: StoredProgramme,
): Promise<Shown | null> {
  const module = modules.find(each => each.id === moduleId)
  if (!module || module.hours <= 0) return null
  const entries = (await stores.entries.ofBook(learnerId, programmeId)).filter(
    entry => entry.moduleId === moduleId,
  )
  const hoursOf = (status: string) =>
    entries.filter(entry => entry.status === status).reduce((sum, entry) => sum + entry.hours, 0)
  const counted = hoursOf('confirmed')
  const required = module.hours
  return { counted, pending: hoursOf('imported'), required, isComplete: counted >= required }
}

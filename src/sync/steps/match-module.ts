import type { SourceRecord } from '#connectors/contract'
import type { Enrolment, StoredModule, StoredProgramme } from '#store/ports/people'
import { fact, type Refusal, refuse } from './refusal.ts'

/** Where an entry belongs. */
export interface Target {
  programme: StoredProgramme
  module: StoredModule
}

/**
 * The modules that live in the record's course, in the programmes in which the learner is enrolled. A course that is a
 * module of two of their programmes gives an entry in each: which of them may use the hours is the regulation's
 * `sharedModules` and the certificate's consumption (promise 3), not ours.
 */
export function matchModules(
  record: SourceRecord,
  connectionId: string,
  programmes: readonly StoredProgramme[],
  enrolments: readonly Enrolment[],
): Target[] | Refusal {
  const { courseId, title } = record.item
  const targets = programmes.flatMap(programme => {
    const module = programme.modules.find(
      m => m.source?.connectionId === connectionId && m.source.courseId === courseId,
    )
    return module ? [{ programme, module }] : []
  })
  const [first] = targets
  if (!first) return refuse('unknown-course', { course: fact(title), courseId: fact(courseId) })
  const active = new Set(enrolments.filter(e => e.status === 'active').map(e => e.programmeId))
  const own = targets.filter(target => active.has(target.programme.id))
  if (own.length > 0) return own
  return refuse('not-enrolled', { module: fact(first.module.title), programme: fact(first.programme.title) })
}

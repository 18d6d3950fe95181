import type { SourceRecord } from '#connectors/record'
import type { StoredModule, StoredProgramme } from '#store/ports/people'
import { fact, type Refusal, refuse } from './refusal.ts'

/** Where an entry belongs. */
export interface Target {
  programme: StoredProgramme
  module: StoredModule
}

/** The modules that live in the record's course, one a programme. */
export function matchModules(
  record: SourceRecord,
  connectionId: string,
  programmes: readonly StoredProgramme[],
): Target[] | Refusal {
  const { courseId, title } = record.item
  const targets = programmes.flatMap(programme => {
    const module = programme.modules.find(
      m => m.source?.connectionId === connectionId && m.source.courseId === courseId,
    )
    return module ? [{ programme, module }] : []
  })
  if (targets.length > 0) return targets
  return refuse('unknown-course', { course: fact(title), courseId: fact(courseId) })
}

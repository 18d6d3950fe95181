/** The demo's programme: what an administrator would set up for the courses of the small LMS. */

import type { NewProgramme } from '#credits/contract'
import { parseHours } from '#domain/hours'
import { MODULE_KINDS, type ModuleForm, type ModuleKind } from '#domain/kinds'
import type { StoredModule } from '#store/ports/people'
import type { Course } from '#tests/lms/courses'
import { PROGRAMME_TITLE } from '#tests/lms/courses'

const forms: Record<Course['form'], ModuleForm> = {
  'in-person': 'in-person',
  distance: 'distance',
  both: 'blended',
}

/** Every course that the LMS lists as part of the programme becomes a module with its tariff hours. */
export function demoProgramme(
  courses: readonly Course[],
  connectionId: string,
  deployment: string,
): NewProgramme {
  return {
    id: 'digital-didactics',
    title: PROGRAMME_TITLE,
    regulation: 'tspu',
    modules: courses.flatMap(course => moduleOf(course, connectionId)),
    issuer: {
      name: 'Учебный педагогический университет (демонстрация)',
      city: 'Томск',
      signatory: 'И. О. Образцов',
      secretary: 'С. С. Примерова',
    },
    provider: 'Учебный педагогический университет',
    deployments: [deployment],
    contexts: courses.filter(({ part }) => part !== null).map(({ id }) => String(id)),
  }
}

function moduleOf(course: Course, connectionId: string): StoredModule[] {
  if (course.part === null || course.programmeHours === null) return []
  return [
    {
      id: course.shortname,
      title: course.fullname,
      kind: kindOf(course.kind),
      form: forms[course.form],
      part: course.part,
      hours: parseHours(course.programmeHours),
      repeatable: course.repeatable,
      source: { connectionId, courseId: String(course.id) },
    },
  ]
}

const kindOf = (kind: string): ModuleKind => MODULE_KINDS.find(known => known === kind) ?? 'other'

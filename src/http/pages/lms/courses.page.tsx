import type { CourseGrades } from '#grades/course-grades'
import { contentLang } from '../../ui/book/book-link.ts'
import { Shell } from '../../ui/shell.tsx'
import { when } from '../../ui/sources/run-words.tsx'
import type { View } from '../../view.ts'

interface CoursesProps {
  view: View
  courses: readonly CourseGrades[]
  nextHref: string | null
}

export const courseHref = ({ base }: View, id: string, verb = ''): string =>
  `${base}/admin/courses/${encodeURIComponent(id)}${verb}`

/** Courses that launched us: what their gradebooks got, and whether they have a roster. */
export function CoursesPage({ view, courses, nextHref }: CoursesProps) {
  const { t } = view
  return (
    <Shell view={view} title={t.courses.title} nav="courses">
      <h1 tabIndex={-1}>{t.courses.title}</h1>
      <p>{courses.length === 0 ? t.courses.empty : t.courses.intro}</p>
      <ul class="cards">
        {courses.map(course => (
          <Course key={course.id} view={view} course={course} />
        ))}
      </ul>
      {nextHref && (
        <div class="actions">
          <a class="button" href={view.base + nextHref}>
            {t.next}
          </a>
        </div>
      )}
    </Shell>
  )
}

function Course({ view, course }: { view: View; course: CourseGrades }) {
  const { t } = view
  const fault = course.fault && t.courses.faults[course.fault]
  return (
    <li>
      <div class="grow">
        <h2 class="small" {...contentLang(view)}>
          <a href={courseHref(view, course.id)}>{course.title}</a>
        </h2>
        <small class="below">
          {t.courses.lastLaunch(when(view, course.seenAt))} · {countsOf(view, course)}
        </small>
        {fault && <span class="bad">× {fault[0]}</span>}
      </div>
    </li>
  )
}

export const countsOf = ({ t, say }: View, { counts }: CourseGrades): string =>
  t.courses.counts(say.count(counts.sent), say.count(counts.waiting), say.count(counts.refused))

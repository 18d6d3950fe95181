import type { ModuleSuggestion, StrangeCourse } from '#sync/matching/contract'
import type { Notice } from '../../notice.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field } from '../../ui/form.tsx'
import { Shell } from '../../ui/shell.tsx'
import { MatchingNotice } from '../../ui/sources/matching-notice.tsx'
import type { View } from '../../view.ts'

interface UnmappedCoursesProps {
  view: View
  courses: readonly StrangeCourse[]
  notice: Notice | null
  /** Field of the form that was sent without a module. */
  wrong?: string
}

/** As alike as this is chosen beforehand; the person still presses the button. */
const CHOSEN_FROM = 0.6

/** Courses that are no module yet: which one is it? Titles only suggest. */
export function UnmappedCoursesPage({ view, courses, notice, wrong }: UnmappedCoursesProps) {
  const { t } = view
  const errors = wrong ? { [wrong]: t.matching.moduleMissing } : {}
  return (
    <Shell view={view} title={t.matching.courses} nav="matching" isError={wrong !== undefined}>
      <ErrorSummary view={view} errors={errors} />
      <MatchingNotice view={view} notice={notice} />
      <h1 tabIndex={-1}>{t.matching.courses}</h1>
      <p>{courses.length === 0 ? t.matching.coursesEmpty : t.matching.coursesIntro}</p>
      {courses.some(({ modules }) => modules.length === 0) && <NoFreeModule view={view} />}
      {courses.map(course => (
        <Course key={fieldOf(course)} view={view} course={course} error={errors[fieldOf(course)]} />
      ))}
      <p class="crumb">
        <a href={`${view.base}/matching`}>{t.matching.title}</a>
      </p>
    </Shell>
  )
}

/** Said once: a new site has dozens of courses and no programme yet. */
const NoFreeModule = ({ view: { t, base, actor } }: { view: View }) => (
  <div class="note">
    <p>{t.matching.noFreeModule}</p>
    {actor?.roles.includes('administrator') && (
      <a class="button" href={`${base}/admin/programmes`}>
        {t.nav.programmes}
      </a>
    )}
  </div>
)

export const fieldOf = ({ connection, courseId }: Pick<StrangeCourse, 'connection' | 'courseId'>): string =>
  `module-${Buffer.from(`${connection.id}|${courseId}`).toString('base64url')}`

export const choiceOf = ({
  programmeId,
  moduleId,
}: Pick<ModuleSuggestion, 'programmeId' | 'moduleId'>): string => JSON.stringify([programmeId, moduleId])

function Course({ view, course, error }: { view: View; course: StrangeCourse; error: string | undefined }) {
  const { t } = view
  const field = fieldOf(course)
  const [best] = course.modules
  const chosen = best && best.similarity >= CHOSEN_FROM ? choiceOf(best) : ''
  return (
    <section class="stranger">
      <h2>
        <span {...contentLang(view)}>{course.title}</span>
        <small class="below">
          <span {...contentLang(view)}>{course.connection.title}</span> · {t.matching.waits(course.waiting)}
        </small>
      </h2>
      {course.modules.length > 0 && (
        <form method="post" action={`${view.base}/matching/courses`} data-once>
          <input type="hidden" name="connection" value={course.connection.id} />
          <input type="hidden" name="course" value={course.courseId} />
          <Field id={field} label={t.matching.module} error={error}>
            {described => (
              <select id={field} name="module" {...contentLang(view)} {...described}>
                <option value="">{t.matching.chooseModule}</option>
                {course.modules.map(module => (
                  <option value={choiceOf(module)} selected={choiceOf(module) === chosen}>
                    {module.moduleTitle} — {module.programmeTitle}
                    {module.similarity >= 0.2 &&
                      ` (${t.matching.alike(Math.round(module.similarity * 100))})`}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <div class="actions">
            <button type="submit">
              {t.matching.map}
              <span class="vh" {...contentLang(view)}>
                : {course.title}
              </span>
            </button>
          </div>
        </form>
      )}
    </section>
  )
}

import type { GradeRow } from '#grades/course-grades'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary } from '../../ui/form.tsx'
import { Heads } from '../../ui/heads.tsx'
import { LmsNotice } from '../../ui/lms/lms-notice.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import { when } from '../../ui/sources/run-words.tsx'
import type { View } from '../../view.ts'
import { type CourseProps, GRADE_STATES, type GradeState } from './course-props.ts'
import { CourseRoster } from './course-roster.tsx'
import { countsOf, courseHref } from './courses.page.tsx'

/** One course: its grades learner by learner, what was refused and what was given up, and its roster. */
export function CoursePage(props: CourseProps) {
  const { view, course, notice, errors, isAdministrator } = props
  const { t } = view
  const fault = course.fault && t.courses.faults[course.fault]
  return (
    <Shell view={view} title={course.title} nav="courses" isError={Object.keys(errors).length > 0}>
      <p class="crumb">
        <a href={`${view.base}/admin/courses`}>{t.courses.title}</a>
      </p>
      <h1 tabIndex={-1} {...contentLang(view)}>
        {course.title}
      </h1>
      <ErrorSummary view={view} errors={errors} />
      <LmsNotice view={view} notice={notice} />
      <p class="muted">{t.courses.lastLaunch(when(view, course.seenAt))}</p>
      <section aria-labelledby="grades">
        <h2 id="grades">{t.courses.grades}</h2>
        {fault && (
          <div class="note problem">
            <p>
              <b>{fault[0]}</b> {fault[1]}
            </p>
          </div>
        )}
        <p>{countsOf(view, course)}</p>
        <Filters {...props} />
        <Grades {...props} />
        <Refused {...props} />
        <GivenUp {...props} />
      </section>
      {isAdministrator && <CourseRoster {...props} />}
    </Shell>
  )
}

function Filters({ view, course, state }: CourseProps) {
  const { t, say } = view
  const { counts } = course
  const total = counts.sent + counts.waiting + counts.refused
  if (total === 0) return null
  const tabs: [GradeState | undefined, string, number][] = [
    [undefined, t.courses.all, total],
    ...GRADE_STATES.map((one): [GradeState, string, number] => [one, t.courses.states[one], counts[one]]),
  ]
  return (
    <nav class="chips" aria-label={t.courses.filter}>
      {tabs.map(([one, words, count]) => (
        <a
          href={`${courseHref(view, course.id)}${one ? `?state=${one}` : ''}`}
          aria-current={one === state ? 'true' : undefined}
        >
          {words} {say.count(count)}
        </a>
      ))}
    </nav>
  )
}

function Grades({ view, rows, state, nextHref }: CourseProps) {
  const { t } = view
  if (rows.length === 0) return <p>{state ? t.courses.noneOfState : t.courses.noGrades}</p>
  return (
    <>
      <table class="stack" role="table">
        <Heads of={[t.courses.learner, t.courses.column, t.courses.score, t.courses.state]} />
        <tbody role="rowgroup">
          {rows.map(row => (
            <Grade key={row.id} view={view} row={row} />
          ))}
        </tbody>
      </table>
      {nextHref && (
        <div class="actions">
          <a class="button" href={view.base + nextHref}>
            {t.next}
          </a>
        </div>
      )}
    </>
  )
}

const reasonOf = ({ t }: View, code: string): string =>
  code.startsWith('http-') ? t.courses.answered(code.slice(5)) : t.courses.reason(code)

const CLASSES = { sent: 'good', waiting: 'warn', refused: 'bad' } as const
const SIGNS = { sent: '✓', waiting: '◷', refused: '×' } as const

function Grade({ view, row }: { view: View; row: GradeRow }) {
  const { t, say } = view
  const { person, value, state, sent, reason } = row
  return (
    <tr role="row">
      <td role="cell">
        {person ? (
          <a href={`${view.base}/learners/${encodeURIComponent(person.id)}`} {...contentLang(view)}>
            {person.familyName} {person.givenName}
          </a>
        ) : (
          t.courses.unknownPerson
        )}
      </td>
      <td role="cell" class="meta">
        {row.column.startsWith('own|') ? t.courses.ownColumn : t.courses.linkColumn}
      </td>
      <td role="cell" class="meta">
        {t.of(say.count(value.scoreGiven), say.count(value.scoreMaximum))}
        <small class="below">
          <Mixed view={view} text={value.comment} />
        </small>
      </td>
      <td role="cell">
        <b class={CLASSES[state]}>
          <span aria-hidden="true">{SIGNS[state]} </span>
          {t.courses.one[state]}
        </b>
        <small class="below">
          {reason && state !== 'sent'
            ? reasonOf(view, reason)
            : sent && t.courses.sentAt(when(view, sent.at))}
        </small>
      </td>
    </tr>
  )
}

function Refused({ view, course }: CourseProps) {
  if (course.counts.refused === 0) return null
  return (
    <form method="post" action={courseHref(view, course.id, '/retry')} data-once>
      <p class="muted">{view.t.courses.refusedHint}</p>
      <button type="submit">{view.t.courses.retry}</button>
    </form>
  )
}

function GivenUp({ view, course, undelivered }: CourseProps) {
  const { t } = view
  if (undelivered.length === 0) return null
  return (
    <section aria-labelledby="undelivered">
      <h3 id="undelivered">{t.courses.undelivered}</h3>
      <p>{t.courses.undeliveredText}</p>
      <ul class="plain-list">
        {undelivered.map(({ id, person, code, attempts, isAsked }) => (
          <li key={id}>
            <span {...contentLang(view)}>
              {person.familyName} {person.givenName}
            </span>
            {': '}
            {reasonOf(view, code)}, {t.courses.attempts(attempts)}
            {isAsked && <b class="good"> · {t.courses.asked}</b>}
          </li>
        ))}
      </ul>
      {undelivered.some(({ isAsked }) => !isAsked) && (
        <form method="post" action={courseHref(view, course.id, '/replay')} data-once>
          <button type="submit">{t.courses.replay}</button>
        </form>
      )}
    </section>
  )
}

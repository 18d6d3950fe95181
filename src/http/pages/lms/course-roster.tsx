import type { RosterDescription } from '#roster/describe'
import { contentLang } from '../../ui/book/book-link.ts'
import { Mixed } from '../../ui/mixed.tsx'
import { when } from '../../ui/sources/run-words.tsx'
import { TickField } from '../../ui/tick-field.tsx'
import type { View } from '../../view.ts'
import type { CourseProps } from './course-props.ts'
import { courseHref } from './courses.page.tsx'

/** The roster: when it was read, who is held as gone until somebody looks, and accounts that contradict each other. */
export function CourseRoster(props: CourseProps) {
  const { view, course, roster } = props
  const { t } = view
  return (
    <section aria-labelledby="roster">
      <h2 id="roster">{t.courses.roster}</h2>
      {course.hasRoster ? <State view={view} roster={roster} /> : <p>{t.courses.rosterNone}</p>}
      {course.hasRoster && (
        <form method="post" action={courseHref(view, course.id, '/roster')} data-once>
          <button type="submit">{t.courses.readNow}</button>
        </form>
      )}
      {roster?.roster.held && <Held {...props} description={roster} />}
      {roster && roster.conflicts.length > 0 && <Conflicts view={view} description={roster} />}
    </section>
  )
}

function State({ view, roster: description }: { view: View; roster: RosterDescription | null }) {
  const { t } = view
  if (!description) return <p>{t.courses.rosterNever}</p>
  const { readAt, active, error, triedAt, status } = description.roster
  return (
    <>
      {readAt && <p>{t.courses.rosterRead(when(view, readAt), active)}</p>}
      {status === 'failed' && error && (
        <p class="bad">
          × {t.courses.rosterFailed(when(view, triedAt), error.reason)}{' '}
          {error.retryable ? t.courses.rosterRetry : t.courses.rosterRefused}
        </p>
      )}
    </>
  )
}

/** Nobody leaves in a crowd unless a person says so. */
function Held({
  view,
  course,
  errors,
  description: { roster, gone },
}: CourseProps & { description: RosterDescription }) {
  const { t } = view
  if (!roster.held) return null
  const { since, gone: ids, of } = roster.held
  return (
    <div class="note problem">
      <h3>{t.courses.held(ids.length, of)}</h3>
      <p>{t.courses.heldText}</p>
      <p class="muted">{t.courses.heldSince(when(view, since))}</p>
      <details>
        <summary>
          <span>{t.courses.gone}</span>
        </summary>
        <ul class="plain-list">
          {gone.map(({ sub, name }) => (
            <li key={sub}>{name ? <span {...contentLang(view)}>{name}</span> : t.courses.noName(sub)}</li>
          ))}
          {ids.length > gone.length && <li>{t.courses.andMore(ids.length - gone.length)}</li>}
        </ul>
      </details>
      <h3>{t.courses.acceptTitle}</h3>
      <p>{t.courses.acceptText}</p>
      <form method="post" action={courseHref(view, course.id, '/gone')} noValidate data-once>
        <input type="hidden" name="readAt" value={roster.readAt} />
        <input type="hidden" name="count" value={ids.length} />
        <TickField id="sure" label={t.courses.tick} error={errors.sure} required />
        <button type="submit">{t.courses.accept(ids.length)}</button>
      </form>
    </div>
  )
}

function Conflicts({ view, description }: { view: View; description: RosterDescription }) {
  const { t } = view
  return (
    <>
      <h3>{t.courses.conflicts}</h3>
      <p>{t.courses.conflictsText}</p>
      <ul class="plain-list">
        {description.conflicts.map(({ userId, names }) => (
          <li key={userId}>
            <Mixed view={view} text={t.courses.conflict(userId, names.join(' · '))} />
          </li>
        ))}
      </ul>
    </>
  )
}

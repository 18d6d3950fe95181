import type { FirstDay, QueueView } from '#credits/contract'
import { Mixed } from '../../ui/mixed.tsx'
import { dayAndTime } from '../../ui/moment.ts'
import type { View } from '../../view.ts'
import type { QueueProps } from './props.ts'

/** Why nothing is here, what will be, and one thing to do. */
export function Empty({ view, filter, queue, isFirstPage }: QueueProps) {
  const { sources, firstDay } = queue
  if (!isFirstPage || Object.values(filter).some(Boolean)) return <NothingFound view={view} />
  if (firstDay) return <FirstDayNote view={view} firstDay={firstDay} />
  return <AllDone view={view} sources={sources} />
}

const NothingFound = ({ view: { t, base } }: { view: View }) => (
  <div class="note quiet">
    <p>
      <b>{t.queue.emptyFiltered}</b>
    </p>
    <a href={`${base}/queue`}>{t.queue.resetFilter}</a>
  </div>
)

interface DoneProps {
  view: View
  sources: QueueView['sources']
}

function AllDone({ view, sources }: DoneProps) {
  const { t } = view
  const awaited = sources.filter(({ nextRunAt }) => nextRunAt !== null)
  return (
    <div class="note quiet">
      <p>
        <b>{t.queue.empty}</b> {awaited.length === 0 && t.queue.emptyText}
        {awaited.map(source => (
          <>
            {' '}
            <Mixed view={view} text={nextRun(view, source)} />
          </>
        ))}
      </p>
      <LoadNow view={view} sources={awaited} />
    </div>
  )
}

function nextRun(view: View, { title, nextRunAt }: QueueView['sources'][number]): string {
  const { t, now } = view
  return nextRunAt && nextRunAt > now.toISOString()
    ? t.queue.nextRun(title, dayAndTime(view, nextRunAt))
    : t.queue.nextRunDue(title)
}

/** An administrator need not wait; whoever only confirms looks again. */
function LoadNow({ view, sources }: DoneProps) {
  const { t, base } = view
  if (!isAdministrator(view))
    return (
      <a class="button" href={`${base}/queue`}>
        {t.queue.readAgain}
      </a>
    )
  return sources.map(({ id, title }) => (
    <form method="post" action={`${base}/admin/connections/${encodeURIComponent(id)}/run`} data-once>
      <button type="submit">
        {t.admin.load}
        <span class={sources.length > 1 ? '' : 'vh'}>
          : <Mixed view={view} text={title} />
        </span>
      </button>
    </form>
  ))
}

const isAdministrator = ({ actor }: View): boolean => actor?.roles.includes('administrator') === true

/** No entry ever came: it is the connection that has to be looked at, not the queue. */
function FirstDayNote({ view, firstDay }: { view: View; firstDay: FirstDay }) {
  const { t } = view
  return (
    <div class="note quiet">
      <p>
        <b>{t.queue.firstDay}</b>
        {firstDayTexts(view, firstDay).map(text => (
          <>
            {' '}
            <Mixed view={view} text={text} />
          </>
        ))}
      </p>
      <FirstDayLinks view={view} firstDay={firstDay} />
    </div>
  )
}

/** A sentence a source: «Проверьте подключение: Moodle ТГПУ, 40 слушателей, 0 прохождений.» */
function firstDayTexts({ t }: View, { learners: { count, more }, sources }: FirstDay): string[] {
  const learners = t.queue.learners(count, more)
  if (sources.length === 0) return [t.queue.firstDayAlone(learners)]
  return sources.map(({ title, completions }) => t.queue.firstDayOf(title, learners, completions))
}

/** Completions that no entry came of wait for somebody to say whose they are. */
function FirstDayLinks({ view, firstDay }: { view: View; firstDay: FirstDay }) {
  const { t, base } = view
  const isUnmatched = firstDay.sources.some(({ completions }) => completions > 0)
  return (
    <>
      {isUnmatched && (
        <p>
          <a href={`${base}/matching`}>{t.nav.matching}</a>
        </p>
      )}
      {isAdministrator(view) ? (
        <p>
          <a href={`${base}/admin`}>{t.nav.admin}</a> ·{' '}
          <a href={`${base}/admin/diagnosis`}>{t.nav.diagnosis}</a>
        </p>
      ) : (
        <p>{t.queue.firstDayAsk}</p>
      )}
    </>
  )
}

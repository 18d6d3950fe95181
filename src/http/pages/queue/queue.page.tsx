import type { QueueView } from '#credits/contract'
import { Mixed } from '../../ui/mixed.tsx'
import { dayAndTime } from '../../ui/moment.ts'
import { BatchNotice } from '../../ui/notice.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'
import { Beside } from './beside.tsx'
import { Empty } from './empty.tsx'
import { Filters } from './filters.tsx'
import { List } from './list.tsx'
import { type QueueProps, queuePath } from './props.ts'

/** P5: what may I sign now, and what needs my eye? */
export function QueuePage(props: QueueProps) {
  const { view, queue, notice, problem } = props
  const { t } = view
  const waiting = queue.waiting.more ? t.more(queue.waiting.count) : view.say.count(queue.waiting.count)
  return (
    <Shell
      view={view}
      title={t.queue.title(waiting)}
      nav="queue"
      script="queue"
      isError={problem !== undefined}
    >
      <h1 tabIndex={-1}>{t.queue.title(waiting)}</h1>
      <Freshness {...props} />
      <Reminded {...props} />
      {problem && (
        <div class="note problem" role="alert" id="refusals" tabIndex={-1}>
          <p>{problem}</p>
        </div>
      )}
      {notice && <BatchNotice {...props} notice={notice} />}
      <Filters {...props} />
      {queue.groups.length === 0 ? (
        <Empty {...props} />
      ) : (
        <div class="desk">
          <List {...props} />
          <Beside view={view} />
        </div>
      )}
    </Shell>
  )
}

function Freshness({ view, queue, filter }: QueueProps) {
  return (
    <p class="muted">
      <Late view={view} late={queue.late} filter={filter} />
      {queue.sources.map(source => (
        <>
          {' '}
          <Mixed view={view} text={lastRun(view, source)} />
        </>
      ))}
    </p>
  )
}

/** What waits for long, and the way to these alone and back. */
function Late({ view, late, filter }: Pick<QueueProps, 'view' | 'filter'> & Pick<QueueView, 'late'>) {
  const { t, base } = view
  const isOnly = filter.late === 'yes'
  const words = t.queue.late(late.count, late.more)
  if (late.count === 0 && !isOnly) return words
  const href = base + queuePath({ ...filter, late: isOnly ? '' : 'yes' })
  if (!isOnly) return <a href={href}>{words}</a>
  return (
    <>
      {words} {t.queue.onlyLate} <a href={href}>{t.queue.showAll}</a>
    </>
  )
}

/** What learners reminded of: how many, and the way to these alone and back. */
function Reminded({ view, queue: { reminded }, filter }: QueueProps) {
  const { t, base, say } = view
  const isOnly = filter.reminded === 'yes'
  if (reminded.count === 0 && !isOnly) return null
  const href = base + queuePath({ ...filter, reminded: isOnly ? '' : 'yes' })
  return (
    <p class="note quiet" id="reminded">
      <b>{t.queue.reminded(reminded.more ? t.more(reminded.count) : say.count(reminded.count))}.</b>{' '}
      {isOnly && `${t.queue.onlyReminded} `}
      <a href={href}>{isOnly ? t.queue.showAll : t.queue.showReminded}</a>{' '}
      <a href={`${base}/documents/consents/email`}>{t.queue.remindedByMail}</a>
    </p>
  )
}

function lastRun(view: View, { title, lastRunAt }: QueueView['sources'][number]): string {
  return lastRunAt ? view.t.queue.lastRun(title, dayAndTime(view, lastRunAt)) : view.t.queue.neverRun(title)
}

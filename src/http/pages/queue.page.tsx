import type { QueueView } from '#credits/contract'
import { Mixed } from '../ui/mixed.tsx'
import { dayAndTime } from '../ui/moment.ts'
import { BatchNotice } from '../ui/notice.tsx'
import { Shell } from '../ui/shell.tsx'
import type { View } from '../view.ts'
import { Beside } from './queue/beside.tsx'
import { AllByFilter, BulkBar } from './queue/bulk.tsx'
import { Empty } from './queue/empty.tsx'
import { Filters } from './queue/filters.tsx'
import { Group, groupKey, Head } from './queue/group.tsx'
import { Keys } from './queue/keys.tsx'
import { isClean, type QueueProps } from './queue/props.ts'
import { scriptWords } from './queue/script-words.ts'

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
      counts={{ queue: waiting }}
      isError={problem !== undefined}
    >
      <h1 tabIndex={-1}>{t.queue.title(waiting)}</h1>
      <Freshness view={view} queue={queue} />
      {problem && (
        <div class="note problem" role="alert" id="notice" tabIndex={-1}>
          <p>{problem}</p>
        </div>
      )}
      {notice && !problem && <BatchNotice {...props} notice={notice} />}
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

function Freshness({ view, queue }: { view: View; queue: QueueView }) {
  const { t } = view
  return (
    <p class="muted">
      {t.queue.late(queue.late.count, queue.late.more)}
      {queue.sources.map(source => (
        <>
          {' '}
          <Mixed view={view} text={lastRun(view, source)} />
        </>
      ))}
    </p>
  )
}

function lastRun(view: View, { title, lastRunAt }: QueueView['sources'][number]): string {
  return lastRunAt ? view.t.queue.lastRun(title, dayAndTime(view, lastRunAt)) : view.t.queue.neverRun(title)
}

function List(props: QueueProps) {
  const { view, queue, nextHref, isFirstPage } = props
  const { t } = view
  const rows = queue.groups.flatMap(group => group.rows)
  return (
    <form
      method="post"
      action={`${view.base}/queue/confirm`}
      id="queue"
      class="queue"
      hx-boost="true"
      hx-target="#main"
      hx-select="#main"
      hx-select-oob="#top"
      hx-swap="outerMorph"
      data-words={JSON.stringify(scriptWords(view))}
    >
      <input type="hidden" name="return" value={view.here} />
      <input type="hidden" name="seenAt" value={view.now.toISOString()} />
      {rows.filter(isClean).map(row => (
        <input type="hidden" name="shown" value={row.entry.id} />
      ))}
      <BulkBar view={view} rows={rows} place="above" />
      <AllByFilter {...props} />
      <table class="stack rows" role="table" aria-label={t.queue.list}>
        <Head view={view} />
        {queue.groups.map((group, i) => (
          <Group key={groupKey(group)} view={view} group={group} index={i} />
        ))}
      </table>
      <div class="actions">
        {nextHref && (
          <a class="button" href={view.base + nextHref}>
            {t.next}
          </a>
        )}
        {!isFirstPage && <a href={`${view.base}/queue`}>{t.newer}</a>}
      </div>
      <BulkBar view={view} rows={rows} place="below" />
      <Keys view={view} />
    </form>
  )
}

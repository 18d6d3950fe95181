import type { QueueRow } from '#credits/contract'
import { MadeAt } from '../../ui/form.tsx'
import type { View } from '../../view.ts'
import { AllByFilter, BulkBar } from './bulk.tsx'
import { Group, groupKey, Head } from './group.tsx'
import { Keys } from './keys.tsx'
import { isClean, type QueueProps, queuePath } from './props.ts'
import { scriptWords } from './script-words.ts'
import { ToPage } from './to-page.tsx'

/** The rows of a page, with what they can be put through above and below; swapped by htmx, a plain form without it. */
export function List(props: QueueProps) {
  const { view, queue, leftOut } = props
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
      data-keys-off={props.keysOff || undefined}
    >
      <Seen view={view} rows={rows} />
      <BulkBar {...props} rows={rows} place="above" />
      <AllByFilter {...props} />
      <table class="stack rows" role="table" aria-label={view.t.queue.list}>
        <Head view={view} />
        {queue.groups.map((group, i) => (
          <Group
            key={groupKey(group)}
            view={view}
            group={group}
            index={i}
            leftOut={leftOut}
            nextHref={props.nextHref}
          />
        ))}
      </table>
      <Pages {...props} />
      <BulkBar {...props} rows={rows} place="below" />
      <Keys {...props} />
    </form>
  )
}

/** What the server has to know of this page: where it stands, when it was seen, what could be unticked. */
function Seen({ view, rows }: { view: View; rows: readonly QueueRow[] }) {
  return (
    <>
      <input type="hidden" name="return" value={view.here} />
      <MadeAt view={view} />
      {rows.filter(isClean).map(row => (
        <input type="hidden" name="shown" value={row.entry.id} />
      ))}
    </>
  )
}

function Pages({ view, filter, nextHref, isFirstPage }: QueueProps) {
  const { t } = view
  return (
    <div class="actions">
      {nextHref && (
        <ToPage view={view} to={nextHref} id="page-next">
          {t.next}
        </ToPage>
      )}
      {!isFirstPage && (
        <ToPage view={view} to={queuePath(filter)} id="page-first" isPlain>
          {t.newer}
        </ToPage>
      )}
    </div>
  )
}

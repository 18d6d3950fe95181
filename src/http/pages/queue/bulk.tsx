import type { QueueRow } from '#credits/contract'
import { isTicked, MOST_LEFT_OUT, type QueueProps } from './props.ts'

interface BulkProps extends Pick<QueueProps, 'view' | 'leftOut'> {
  rows: readonly QueueRow[]
  place: 'above' | 'below'
}

/** Above and below the list: what the ticked rows are put through. */
export function BulkBar({ view, rows, leftOut, place }: BulkProps) {
  const { t } = view
  const chosen = rows.filter(row => isTicked(row, leftOut)).length
  const flagged = rows.filter(row => row.remarks.length > 0).length
  return (
    <div class="bulk" id={`bulk-${place}`}>
      <div>
        <span class="nojs">{t.queue.tickedBefore(chosen, rows.length)}</span>
        <span class="js" data-selected data-all={rows.length}>
          {t.queue.selected(chosen, rows.length)}
        </span>{' '}
        <span class="js" data-excluded={flagged}>
          {flagged > 0 && (flagged === 1 ? t.queue.excludedOne : t.queue.excluded(flagged))}
        </span>
      </div>
      <button type="submit" class="main" id={`confirm-${place}`}>
        <span class="js" data-confirm>
          {t.queue.confirm(chosen)}
        </span>
        <span class="nojs">{t.queue.confirmChosen}</span>
      </button>
      <button type="submit" formaction={`${view.base}/queue/reject`} id={`reject-${place}`}>
        {t.queue.reject}
      </button>
      <button type="reset" class="js" data-clear>
        {t.queue.clear}
      </button>
    </div>
  )
}

/** Offered where the filter holds more than this page: what it takes is worked out on the server. */
export function AllByFilter({ view, queue, filter, nextHref, isFirstPage, leftOut }: QueueProps) {
  const { t } = view
  if (leftOut.length >= MOST_LEFT_OUT) return null
  if ((nextHref === null && isFirstPage) || filter.remarks === 'with') return null
  const { remarks: _worked, ...rest } = filter
  const { count, more } = queue.waiting
  const here = new Set(queue.groups.flatMap(group => group.rows.map(row => row.entry.id)))
  const elsewhere = leftOut.filter(id => !here.has(id)).length
  return (
    <div class="all">
      <span>{t.queue.byFilter(more ? t.more(count) : view.say.count(count))}</span>{' '}
      <span class="js" data-left-out={elsewhere} />
      <button
        type="submit"
        class="plain"
        id="confirm-all"
        formaction={`${view.base}/queue/confirm-all?${new URLSearchParams(rest)}`}
      >
        {t.queue.confirmAll}
      </button>
      <small>{t.queue.allHint}</small>
    </div>
  )
}

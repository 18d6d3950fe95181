import type { QueueRow } from '#credits/contract'
import type { View } from '../../view.ts'
import { isClean, type QueueProps } from './props.ts'

/** Above and below the list: what the ticked rows are put through. */
export function BulkBar({ view, rows, place }: { view: View; rows: QueueRow[]; place: 'above' | 'below' }) {
  const { t } = view
  const chosen = rows.filter(isClean).length
  const flagged = rows.filter(row => row.remarks.length > 0).length
  return (
    <div class="bulk" id={`bulk-${place}`}>
      <div>
        <span data-selected data-all={rows.length}>
          {t.queue.selected(chosen, rows.length)}
        </span>{' '}
        {flagged > 0 && (flagged === 1 ? t.queue.excludedOne : t.queue.excluded(flagged))}
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
export function AllByFilter({ view, queue, filter, nextHref, isFirstPage }: QueueProps) {
  const { t } = view
  if ((nextHref === null && isFirstPage) || filter.remarks === 'with') return null
  const { remarks: _worked, ...rest } = filter
  const { count, more } = queue.waiting
  return (
    <div class="all">
      <span>{t.queue.byFilter(more ? t.more(count) : view.say.count(count))}</span>{' '}
      <button
        type="submit"
        class="plain"
        id="confirm-all"
        formaction={`${view.base}/queue/confirm-all?${new URLSearchParams(rest)}`}
      >
        {t.queue.confirmAll}
      </button>
    </div>
  )
}

import type { QueueProps } from './props.ts'

export function Empty({ view, filter }: QueueProps) {
  const { t } = view
  const isFiltered = Object.values(filter).some(Boolean)
  return (
    <div class="note quiet">
      <p>
        <b>{isFiltered ? t.queue.emptyFiltered : t.queue.empty}</b> {!isFiltered && t.queue.emptyText}
      </p>
      {isFiltered && <a href={`${view.base}/queue`}>{t.queue.resetFilter}</a>}
    </div>
  )
}

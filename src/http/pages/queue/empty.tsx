import type { QueueProps } from './props.ts'

export function Empty({ view, filter, queue }: QueueProps) {
  const { t } = view
  const isFiltered = Object.values(filter).some(Boolean)
  if (!isFiltered && queue.sources.every(source => source.lastRunAt === null)) return <FirstDay view={view} />
  return (
    <div class="note quiet">
      <p>
        <b>{isFiltered ? t.queue.emptyFiltered : t.queue.empty}</b> {!isFiltered && t.queue.emptyText}
      </p>
      {isFiltered && <a href={`${view.base}/queue`}>{t.queue.resetFilter}</a>}
    </div>
  )
}

/** Nothing was ever imported: it is the connection that has to be looked at, not the queue. */
function FirstDay({ view }: Pick<QueueProps, 'view'>) {
  const { t, base, actor } = view
  const isAdministrator = actor?.roles.includes('administrator') === true
  return (
    <div class="note quiet">
      <p>
        <b>{t.queue.firstDay}</b> {isAdministrator ? t.queue.firstDayOwn : t.queue.firstDayText}
      </p>
      {isAdministrator && (
        <p>
          <a href={`${base}/admin`}>{t.nav.admin}</a> ·{' '}
          <a href={`${base}/admin/diagnosis`}>{t.nav.diagnosis}</a>
        </p>
      )}
    </div>
  )
}

import type { QueueGroup, QueueRow, QueueView } from '#credits/contract'
import type { Notice } from '../notice.ts'
import { fullName } from '../say.ts'
import { contentLang } from '../ui/book-link.ts'
import { shortDocument } from '../ui/document.ts'
import { entryHref } from '../ui/entry-link.ts'
import { Mixed } from '../ui/mixed.tsx'
import { BatchNotice } from '../ui/notice.tsx'
import { Shell } from '../ui/shell.tsx'
import { dateIn, timeIn, type View } from '../view.ts'
import { Difference } from './difference.tsx'

export interface QueueFilter {
  programme: string
  source: string
  remarks: '' | 'with' | 'without'
  learner: string
}

interface QueueProps {
  view: View
  queue: QueueView
  filter: QueueFilter
  /** Address of the next page of rows, without the base. */
  nextHref: string | null
  isFirstPage: boolean
  notice: Notice | null
  problem?: string
}

/** Rows that a bulk action takes: no remarks, not the actor's own. */
export const isClean = (row: QueueRow): boolean => row.remarks.length === 0 && !row.own

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
      {notice && !problem && <BatchNotice view={view} notice={notice} />}
      <Filters {...props} />
      {queue.groups.length === 0 ? <Empty {...props} /> : <List {...props} />}
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
  const { t, say, timeZone } = view
  if (!lastRunAt) return t.queue.neverRun(title)
  const at = new Date(lastRunAt)
  const date = dateIn(timeZone, at)
  const time = timeIn(timeZone, at)
  return t.queue.lastRun(title, date === view.today ? t.queue.todayAt(time) : `${say.date(date)}, ${time}`)
}

function Filters({ view, queue, filter }: QueueProps) {
  const { t } = view
  return (
    <form method="get" action={`${view.base}/queue`} class="filters" id="filters">
      <Choice
        id="programme"
        label={t.queue.programme}
        any={t.queue.allProgrammes}
        value={filter.programme}
        options={queue.programmes}
      />
      <Choice
        id="source"
        label={t.queue.source}
        any={t.queue.anySource}
        value={filter.source}
        options={queue.sources}
      />
      <Choice
        id="remarks"
        label={t.queue.remarks}
        any={t.queue.anyRemarks}
        value={filter.remarks}
        options={[
          { id: 'without', title: t.queue.withoutRemarks },
          { id: 'with', title: t.queue.withRemarks },
        ]}
      />
      <div>
        <label for="learner">{t.queue.learner}</label>
        <input id="learner" name="learner" value={filter.learner} maxLength={100} autocomplete="off" />
      </div>
      <div>
        <button type="submit">{t.queue.apply}</button>
      </div>
    </form>
  )
}

interface ChoiceProps {
  id: string
  label: string
  any: string
  value: string
  options: { id: string; title: string }[]
}

const Choice = ({ id, label, any, value, options }: ChoiceProps) => (
  <div>
    <label for={id}>{label}</label>
    <select id={id} name={id}>
      <option value="">{any}</option>
      {options.map(option => (
        <option value={option.id} selected={option.id === value}>
          {option.title}
        </option>
      ))}
    </select>
  </div>
)

function Empty({ view, filter }: QueueProps) {
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

/** Offered where the filter holds more than this page: what it takes is worked out on the server. */
function AllByFilter({ view, queue, filter, nextHref, isFirstPage }: QueueProps) {
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

/** Words that the script needs to keep the numbers in the buttons right: by plural category. */
function scriptWords({ t, lang }: View) {
  const counts = [0, 1, 2, 5, 21, 22, 25]
  const rules = new Intl.PluralRules(lang)
  const confirm = Object.fromEntries(
    counts.map(n => [rules.select(n), t.queue.confirm(n).replace(String(n), '{n}')]),
  )
  return {
    lang,
    confirm,
    selected: t.queue.selected(-1, -2).replace('-1', '{n}').replace('-2', '{all}'),
    keysOn: t.queue.keysOn,
    keysOff: t.queue.keysOff,
  }
}

function BulkBar({ view, rows, place }: { view: View; rows: QueueRow[]; place: 'above' | 'below' }) {
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

function Head({ view }: { view: View }) {
  const { columns } = view.t.queue
  return (
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">
          <span class="vh">{columns.pick}</span>
        </th>
        <th role="columnheader" scope="col">
          {columns.learner}
        </th>
        <th role="columnheader" scope="col" class="num">
          {columns.hours}
        </th>
        <th role="columnheader" scope="col">
          {columns.date}
        </th>
        <th role="columnheader" scope="col">
          {columns.evidence}
        </th>
        <th role="columnheader" scope="col">
          {columns.remarks}
        </th>
      </tr>
    </thead>
  )
}

const groupKey = (group: QueueGroup): string =>
  `${group.programme.id}|${group.module.id}|${group.date}|${group.source}`

function Group({ view, group, index }: { view: View; group: QueueGroup; index: number }) {
  const { t, say } = view
  const learners = new Set(group.rows.map(row => row.learner.id)).size
  return (
    <tbody role="rowgroup" data-group={index}>
      <tr role="row" class="group">
        <td role="cell">
          <label class="pick js">
            <input
              type="checkbox"
              data-group-pick
              id={`group-${index}`}
              checked
              aria-label={t.queue.pickGroup(group.module.title)}
            />
          </label>
        </td>
        <td role="cell" colSpan={5}>
          <b {...contentLang(view)}>{group.module.title}</b>
          <small>
            <Mixed
              view={view}
              text={t.queue.group(
                learners,
                say.hours(group.module.hours),
                say.date(group.date),
                sourceTitle(view, group.source),
              )}
            />
          </small>
        </td>
      </tr>
      {group.rows.map(row => (
        <Row key={row.entry.id} view={view} row={row} source={sourceTitle(view, group.source)} />
      ))}
    </tbody>
  )
}

/** A connection's title, or words for what came by hand. */
const sourceTitle = ({ t }: View, source: string): string => t.queue.sources[source] ?? source

/** Who says what the entry says now. */
const toldBy = (view: View, { entry }: QueueRow, source: string): string =>
  entry.origin.type === 'correction' ? sourceTitle(view, 'correction') : source

function Row({ view, row, source }: { view: View; row: QueueRow; source: string }) {
  const { t, say } = view
  const { entry, learner, remarks } = row
  const name = fullName(learner)
  const flagged = remarks.length > 0
  return (
    <>
      <tr role="row" id={`row-${entry.id}`} class={flagged ? 'flag' : ''} data-row={entry.id}>
        <td role="cell">
          <input
            type="checkbox"
            id={`pick-${entry.id}`}
            name={flagged ? 'flagged' : 'entry'}
            value={entry.id}
            checked={isClean(row)}
            disabled={row.own}
            aria-label={t.queue.pick(name)}
          />
        </td>
        <td role="cell">
          <b {...contentLang(view)}>{name}</b>
          {learner.organisation && <small {...contentLang(view)}>{learner.organisation}</small>}
        </td>
        <td role="cell" class="num meta">
          {say.number(entry.hours)}
          <span class="unit"> {view.lang === 'ru' ? 'ч' : 'h'}</span>
        </td>
        <td role="cell" class="meta">
          {say.date(entry.date)}
        </td>
        <td role="cell" class="meta">
          <a href={entryHref(view, row)} data-open>
            {entry.document ? (
              <span {...contentLang(view)}>{shortDocument(entry.document)}</span>
            ) : (
              <Mixed view={view} text={t.queue.evidence(source)} />
            )}
            <span class="vh">
              : <Mixed view={view} text={name} />
            </span>
          </a>
        </td>
        <td role="cell" class="meta last">
          <Remarks view={view} row={row} />
        </td>
      </tr>
      {flagged && (
        <tr role="row" class="why-row">
          <td role="cell" />
          <td role="cell" colSpan={5}>
            <details id={`compare-${entry.id}`}>
              <summary>
                <span>{t.queue.compare}</span>
                <span class="vh">
                  : <Mixed view={view} text={name} />
                </span>
              </summary>
              <Difference view={view} row={row} source={toldBy(view, row, source)} />
            </details>
          </td>
        </tr>
      )}
    </>
  )
}

function Remarks({ view, row }: { view: View; row: QueueRow }) {
  const { t, say } = view
  if (row.own)
    return (
      <b class="bad">
        {t.errors.own_entry[1]} {t.errors.own_entry[0]}
      </b>
    )
  if (row.remarks.length === 0) return <span class="muted">{t.queue.noRemarks}</span>
  return (
    <>
      {row.remarks.map(remark => (
        <b class="bad remark" key={remark.id}>
          <span aria-hidden="true">× </span>
          <Mixed view={view} text={say.remark(remark)} />
        </b>
      ))}
    </>
  )
}

function Keys({ view }: { view: View }) {
  const { t } = view
  const list = t.queue.keysList
  const rows: [string[], string][] = [
    [['J', 'K'], list.move],
    [['X'], list.pick],
    [['Shift', 'X'], list.range],
    [['Enter'], list.open],
    [['A'], list.confirm],
    [['R'], list.reject],
    [['Z'], list.undo],
  ]
  return (
    <div class="keys js muted">
      <details id="keys-help">
        <summary>
          <span>{t.queue.keys}</span> <kbd>?</kbd>
        </summary>
        <ul>
          {rows.map(([keys, words]) => (
            <li>
              {keys.map(key => (
                <>
                  <kbd>{key}</kbd>{' '}
                </>
              ))}
              — {words}
            </li>
          ))}
        </ul>
      </details>
      <button type="button" class="plain" data-keys>
        {t.queue.keysOff}
      </button>
    </div>
  )
}

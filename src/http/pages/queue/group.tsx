import type { QueueGroup, UpTo } from '#credits/contract'
import { contentLang } from '../../ui/book/book-link.ts'
import { Mixed } from '../../ui/mixed.tsx'
import type { View } from '../../view.ts'
import { Row } from './row.tsx'
import { sourceTitle } from './source-title.ts'
import { ToPage } from './to-page.tsx'

export const groupKey = (group: QueueGroup): string =>
  `${group.programme.id}|${group.module.id}|${group.date}|${group.source}`

/** Rows of one module, date and source under a heading with a box of its own. */
interface GroupProps {
  view: View
  group: QueueGroup
  index: number
  leftOut: readonly string[]
  /** Address of the next page of rows, without the base. */
  nextHref: string | null
}

export function Group({ view, group, index, leftOut, nextHref }: GroupProps) {
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
            {reportedText(view, group)}
          </small>
        </td>
      </tr>
      {group.rows.map(row => (
        <Row
          key={row.entry.id}
          view={view}
          row={row}
          source={sourceTitle(view, group.source)}
          leftOut={leftOut}
        />
      ))}
      {group.rest && nextHref && <Rest view={view} rest={group.rest} to={nextHref} />}
    </tbody>
  )
}

/** Where a page cuts an event in two: how many more of it the next one has. */
function Rest({ view, rest, to }: { view: View; rest: UpTo; to: string }) {
  return (
    <tr role="row">
      <td role="cell" />
      <td role="cell" colSpan={5}>
        <ToPage view={view} to={to} isPlain>
          {view.t.queue.rest(rest.count, rest.more)}
        </ToPage>
      </td>
    </tr>
  )
}

/** «в ведомости 32», of a source that reports. */
function reportedText({ t, say }: View, { reported }: QueueGroup): string {
  if (reported === null) return ''
  return t.queue.reported(reported.more ? t.more(reported.count) : say.count(reported.count))
}

export function Head({ view }: { view: View }) {
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

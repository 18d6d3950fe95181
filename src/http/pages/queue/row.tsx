import type { QueueRow } from '#credits/contract'
import { fullName } from '#domain/names/full-name'
import { contentLang } from '../../ui/book/book-link.ts'
import { shortDocument } from '../../ui/document.ts'
import { Mixed } from '../../ui/mixed.tsx'
import { dateIn, type View } from '../../view.ts'
import { Difference } from './difference.tsx'
import { fromQueue } from './from-queue.ts'
import { isOthers, isTicked } from './props.ts'
import { sourceTitle } from './source-title.ts'

/** Who says what the entry says now. */
const toldBy = (view: View, { entry }: QueueRow, source: string): string =>
  entry.origin.type === 'correction' ? sourceTitle(view, 'correction') : source

interface RowProps {
  view: View
  row: QueueRow
  /** As its group is headed. */
  source: string
  leftOut: readonly string[]
}

export function Row(props: RowProps) {
  const { view, row } = props
  const { entry, learner, remarks } = row
  const flagged = remarks.length > 0
  return (
    <>
      <tr role="row" id={`row-${entry.id}`} class={flagged ? 'flag' : ''} data-row={entry.id}>
        <td role="cell">
          <PickBox {...props} />
        </td>
        <td role="cell">
          <b {...contentLang(view)}>{fullName(learner)}</b>
          {learner.organisation && <small {...contentLang(view)}>{learner.organisation}</small>}
        </td>
        <td role="cell" class="num meta">
          {view.say.number(entry.hours)}
          <span class="unit"> {view.lang === 'ru' ? 'ч' : 'h'}</span>
        </td>
        <td role="cell" class="meta">
          {view.say.date(entry.date)}
        </td>
        <td role="cell" class="meta">
          <Evidence {...props} />
        </td>
        <td role="cell" class="meta last">
          <Remarks view={view} row={row} />
          {entry.remindedAt && <small>{remindedText(view, entry.remindedAt)}</small>}
        </td>
      </tr>
      {flagged && <Compare {...props} />}
    </>
  )
}

const remindedText = (view: View, at: string): string =>
  view.t.queue.remindedOn(view.say.date(dateIn(view.timeZone, new Date(at))))

function PickBox({ view, row, leftOut }: RowProps) {
  const { entry, learner, remarks } = row
  return (
    <input
      type="checkbox"
      id={`pick-${entry.id}`}
      name={remarks.length > 0 ? 'flagged' : 'entry'}
      value={entry.id}
      checked={isTicked(row, leftOut)}
      disabled={isOthers(row)}
      aria-label={view.t.queue.pick(fullName(learner))}
    />
  )
}

function Evidence({ view, row, source }: RowProps) {
  const { entry, learner } = row
  return (
    <a href={fromQueue(view, row)} data-open>
      {entry.document ? (
        <span {...contentLang(view)}>{shortDocument(entry.document)}</span>
      ) : (
        <Mixed view={view} text={view.t.queue.evidence(source)} />
      )}
      <span class="vh">
        : <Mixed view={view} text={fullName(learner)} />
      </span>
    </a>
  )
}

/** What differs, and the ways to decide, folded beneath its row. */
function Compare({ view, row, source }: RowProps) {
  return (
    <tr role="row" class="why-row">
      <td role="cell" />
      <td role="cell" colSpan={5}>
        <details id={`compare-${row.entry.id}`}>
          <summary>
            <span class="when-shut">{view.t.queue.compare}</span>
            <span class="when-open">{view.t.queue.compareHide}</span>
            <span class="vh">
              : <Mixed view={view} text={fullName(row.learner)} />
            </span>
          </summary>
          <Difference view={view} row={row} source={toldBy(view, row, source)} />
        </details>
      </td>
    </tr>
  )
}

function Remarks({ view, row }: Pick<RowProps, 'view' | 'row'>) {
  const { t, say } = view
  if (row.own)
    return (
      <b class="bad">
        {t.errors.own_entry[1]} {t.errors.own_entry[0]}
      </b>
    )
  if (row.signedBy)
    return <b class="bad">{t.queue.signedBy(row.signedBy.map(role => say.role(role)).join(', '))}</b>
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

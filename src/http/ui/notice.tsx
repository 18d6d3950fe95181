import type { QueueRow } from '#credits/contract'
import type { Hours } from '#domain/hours'
import type { Notice } from '../notice.ts'
import { timeIn, type View } from '../view.ts'
import { LeftOut } from './issue/left-out.tsx'
import { Mixed } from './mixed.tsx'

interface BatchNoticeProps {
  view: View
  notice: Notice
  /** Entries that the action left out. */
  left?: readonly QueueRow[]
  /** Whose entry it was, of an action on one. */
  learner?: string
}

/** The status line after an action: what happened, with numbers, and the way to undo it. Focus comes here. */
export function BatchNotice({ view, notice, left = [], learner }: BatchNoticeProps) {
  const refused = Object.entries(notice.refused)
  const text = noticeText(view, notice, learner)
  const count = refused.reduce((sum, [, n]) => sum + n, 0)
  const isCut = (notice.left?.length ?? 0) < count
  return (
    <div
      class={`note${notice.count === 0 && refused.length > 0 ? ' problem' : ''}`}
      role="status"
      id="notice"
      tabIndex={-1}
    >
      <div>
        {text && (
          <b>
            <Mixed view={view} text={text} />{' '}
          </b>
        )}
        {notice.batchId && notice.undoUntil && <Undo view={view} notice={notice} />}
      </div>
      {refused.length > 0 && (
        <p>
          {view.t.queue.refused(count)}{' '}
          {refused
            .map(([code, n]) => `${view.t.queue.refusal[code] ?? view.t.queue.refusal.other} (${n})`)
            .join(', ')}
          .
        </p>
      )}
      {left.length > 0 && (
        <LeftOut view={view} rows={left} why={new Map(notice.left)} count={isCut ? count : left.length} />
      )}
      {isCut && notice.refused.remark !== undefined && (
        <p>
          <a href={withRemarks(view)}>{view.t.queue.showWithRemarks}</a>
        </p>
      )}
    </div>
  )
}

function noticeText({ t, say }: View, notice: Notice, learner: string | undefined): string {
  switch (notice.kind) {
    case 'confirmed':
      return notice.count > 0 ? t.queue.allDone(notice.count, say.hoursLong(notice.hours as Hours)) : ''
    case 'rejected':
      if (learner !== undefined) return t.queue.rejectedOne(learner)
      return notice.count > 0 ? t.queue.rejected(notice.count) : ''
    case 'undone':
      return notice.count > 0 ? t.queue.undone(notice.count) : ''
    case 'corrected':
      return t.queue.corrected
    case 'nothing':
      return t.queue.nothingChosen
    case 'issued':
      return t.issue.done(notice.text ?? '')
    case 'lms':
      return ''
    default:
      return ''
  }
}

/** The queue as it stands, narrowed to what has remarks. */
function withRemarks({ base, here }: View): string {
  const query = new URLSearchParams(here.split('?')[1])
  query.delete('after')
  query.set('remarks', 'with')
  return `${base}/queue?${query}`
}

const batchHref = ({ base, here }: View, { batchId = '' }: Notice): string =>
  `${base}/queue/batch/${encodeURIComponent(batchId)}?return=${encodeURIComponent(here)}`

function Undo({ view, notice }: { view: View; notice: Notice }) {
  return (
    <form
      method="post"
      action={`${view.base}/queue/undo`}
      id="undo"
      hx-boost="true"
      hx-target="#main"
      hx-select="#main"
      hx-select-oob="#top"
      hx-swap="outerMorph"
    >
      <input type="hidden" name="batch" value={notice.batchId} />
      <input type="hidden" name="return" value={view.here} />
      <button type="submit" class="plain" id="undo-button">
        {view.t.cancel}
      </button>{' '}
      {view.t.queue.undoUntil(timeIn(view.timeZone, new Date(notice.undoUntil ?? '')))}{' '}
      <a href={batchHref(view, notice)} hx-boost="false">
        {view.t.queue.showThem}
      </a>
    </form>
  )
}

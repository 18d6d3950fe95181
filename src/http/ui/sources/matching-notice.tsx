import type { Notice } from '../../notice.ts'
import type { View } from '../../view.ts'

/** What the last decision did, with the way back. Focus comes here. */
export function MatchingNotice({ view, notice }: { view: View; notice: Notice | null }) {
  const text = notice && textOf(view, notice)
  if (!text) return null
  return (
    <div class="note" role="status" id="notice" tabIndex={-1}>
      <b>{text}</b>{' '}
      {notice.batchId && (
        <form method="post" action={`${view.base}/matching/undo`}>
          <input type="hidden" name="return" value={view.here} />
          <button type="submit" class="plain" name="decision" value={notice.batchId}>
            {view.t.cancel}
          </button>
        </form>
      )}
    </div>
  )
}

function textOf({ t }: View, { kind, count }: Notice): string {
  switch (kind) {
    case 'linked':
      return t.matching.linked(count)
    case 'linked-later':
      return t.matching.linkedLater
    case 'aside':
      return t.matching.aside
    case 'unlinked':
      return t.matching.unlinked(count)
    case 'unset-aside':
      return t.matching.unsetAside
    case 'mapped':
      return t.matching.mapped(count)
    case 'mapped-later':
      return t.matching.mappedLater
    default:
      return ''
  }
}

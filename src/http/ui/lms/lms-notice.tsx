import type { Notice } from '../../notice.ts'
import type { View } from '../../view.ts'
import { Mixed } from '../mixed.tsx'

/** What the last action on an LMS or a course did. Focus comes here. */
export function LmsNotice({ view, notice }: { view: View; notice: Notice | null }) {
  const text = notice?.kind === 'lms' ? textOf(view, notice) : ''
  if (text === '') return null
  return (
    <p class="note" role="status" id="notice" tabIndex={-1}>
      <Mixed view={view} text={text} />
    </p>
  )
}

function textOf({ t }: View, { what, text = '', count }: Notice): string {
  const { platforms, connect, courses } = t
  const told: Record<string, () => string> = {
    registered: () => platforms.registered(text),
    approved: () => platforms.approved(text),
    'switched-on': () => platforms.switchedOn(text),
    'switched-off': () => platforms.switchedOff(text),
    rotated: () => platforms.rotated(text),
    revoked: () => connect.revoked(text),
    retried: () => courses.retried(count),
    replayed: () => courses.replayed(count),
    'roster-read': () => courses.readDone,
    accepted: () => courses.accepted(count),
  }
  return told[what ?? '']?.() ?? ''
}

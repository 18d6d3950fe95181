import type { View } from '../../view.ts'
import { Mixed } from '../mixed.tsx'
import { reasonWords } from './run-words.tsx'

/** Why records wait in quarantine, each with its remedy and a link to them. */
export function QuarantineReasons({
  view,
  connectionId,
  reasons,
}: {
  view: View
  connectionId: string
  reasons: Record<string, number>
}) {
  const rows = Object.entries(reasons).filter(([, n]) => n > 0)
  if (rows.length === 0) return null
  return (
    <ul class="plain-list">
      {rows.map(([reason, n]) => {
        const [what, remedy] = reasonWords(view, reason)
        const query = new URLSearchParams({ connection: connectionId, reason })
        return (
          <li key={reason}>
            <a href={`${view.base}/admin/quarantine?${query}`}>
              {what}: {view.say.count(n)}
            </a>
            . <Mixed view={view} text={remedy} />
            <Decide view={view} reason={reason} />
          </li>
        )
      })}
    </ul>
  )
}

/** Where a person decides what no exact join decided. */
function Decide({ view, reason }: { view: View; reason: string }) {
  const { matching } = view.t
  const isPerson = reason === 'unknown-learner' || reason === 'ambiguous-learner'
  if (!isPerson && reason !== 'unknown-course') return null
  return (
    <>
      {' '}
      <a href={`${view.base}/matching${isPerson ? '' : '/courses'}`}>
        {isPerson ? matching.title : matching.courses}
      </a>
    </>
  )
}

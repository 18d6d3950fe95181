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

/** Where a person decides what no exact join decided, by reason. */
const PLACES: Readonly<Record<string, 'people' | 'courses' | 'programmes'>> = {
  'unknown-learner': 'people',
  'ambiguous-learner': 'people',
  'unknown-course': 'courses',
  'not-enrolled': 'programmes',
  'programme-finished': 'programmes',
}

interface DecideProps {
  view: View
  reason: string
  /** Nothing waits yet: what a list of those that wait would show is not there. */
  isTried?: boolean
}

/** The way to whatever takes the reason away. */
export function Decide({ view: { t, base }, reason, isTried }: DecideProps) {
  const place = isTried && PLACES[reason] ? 'programmes' : PLACES[reason]
  if (!place) return null
  const links = {
    people: { path: '/matching', words: t.matching.title },
    courses: { path: '/matching/courses', words: t.matching.courses },
    programmes: { path: '/admin/programmes', words: t.nav.programmes },
  }
  const { path, words } = links[place]
  return (
    <>
      {' '}
      <a href={base + path}>{words}</a>
    </>
  )
}

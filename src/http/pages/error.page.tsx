import type { Failure } from '../failure.ts'
import { Shell } from '../ui/shell.tsx'
import type { View } from '../view.ts'

interface ErrorProps {
  view: View
  failure: Failure
  words: [title: string, cause: string, remedy: string]
  id: string
}

/** What happened, why, what to do, and the number for support. */
export function ErrorPage({ view, failure, words: [title, cause, remedy], id }: ErrorProps) {
  return (
    <Shell view={view} title={title} isError bare={view.actor === null}>
      <h1 tabIndex={-1}>{title}</h1>
      <p class="lead">{cause}</p>
      <p>
        <b>{remedy}</b>
      </p>
      {failure.issues.length > 0 && (
        <ul class="note problem">
          {failure.issues.map(issue => (
            <li>
              <code>{issue.path}</code>: {issue.message}
            </li>
          ))}
        </ul>
      )}
      {id && <p class="muted">{view.t.errors.id(id)}</p>}
    </Shell>
  )
}

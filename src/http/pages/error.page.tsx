import type { SentForm } from '../again.ts'
import type { Failure } from '../failure.ts'
import { Shell } from '../ui/shell.tsx'
import { HiddenFields, TypedForm } from '../ui/typed-form.tsx'
import type { View } from '../view.ts'

interface ErrorProps {
  view: View
  failure: Failure
  words: [title: string, cause: string, remedy: string]
  /** What was sent with it. */
  form: SentForm | null
  id: string
}

/** What happened, why, what to do, and the number for support. */
export function ErrorPage({ view, failure, words: [title, cause, remedy], form, id }: ErrorProps) {
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
      {form && <TypedForm view={view} form={form} />}
      {form && failure.status >= 500 && <SendAgain view={view} form={form} />}
      {id && <p class="muted">{view.t.errors.id(id)}</p>}
    </Shell>
  )
}

/** Nothing was changed, so the same may be sent once more; a file or a secret is with the form alone, one step back. */
function SendAgain({ view, form }: { view: View; form: SentForm }) {
  if (form.hadFile || form.secrets.length > 0) return <p class="muted">{view.t.errors.stepBack}</p>
  return (
    <form method="post" action={view.base + form.path} data-once>
      <HiddenFields fields={form.fields} />
      <div class="actions">
        <button type="submit">{view.t.errors.sendAgain}</button>
      </div>
    </form>
  )
}

import type { ComponentChildren } from 'preact'
import { nestQuotes } from '#domain/texts/quotes'
import type { View } from '../view.ts'

/** GOV.UK's pattern: one summary with links to the fields, the same words at each field. */
export function ErrorSummary({ view, errors }: { view: View; errors: Readonly<Record<string, string>> }) {
  const rows = Object.entries(errors)
  if (rows.length === 0) return null
  return (
    <div class="note problem" role="alert" id="errors" tabIndex={-1} aria-labelledby="errors-title">
      <h2 id="errors-title">{view.t.checkAnswers}</h2>
      <ul>
        {rows.map(([field, text]) => (
          <li>
            <a href={`#${field}`}>{nestQuotes(text)}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

interface FieldProps {
  id: string
  label: string
  hint?: string
  error: string | undefined
  children: (describedBy: { 'aria-describedby'?: string; 'aria-invalid'?: 'true' }) => ComponentChildren
}

export function Field({ id, label, hint, error, children }: FieldProps) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div class={`field${error ? ' wrong' : ''}`}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="muted" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          {nestQuotes(error)}
        </p>
      )}
      {children({
        ...(described && { 'aria-describedby': described }),
        ...(error && { 'aria-invalid': 'true' as const }),
      })}
    </div>
  )
}

/** Which version of a thing a form was made of; 0: there was none. */
export const Seen = ({ version }: { version: number }) => (
  <input type="hidden" name="version" value={version} />
)

/** When the form was made: sent twice, it is one action. */
export const MadeAt = ({ view }: { view: View }) => (
  <input type="hidden" name="seenAt" value={view.now.toISOString()} />
)

interface FormActionsProps {
  view: View
  /** Where «Назад» leads. */
  back: string
  /** Of the button. */
  id?: string
  children: ComponentChildren
}

/** The end of a form: what it does, and the way back without it. */
export function FormActions({ view, back, id, children }: FormActionsProps) {
  return (
    <div class="actions">
      <button type="submit" class="main" {...(id !== undefined && { id })}>
        {children}
      </button>
      <a class="button" href={back}>
        {view.t.back}
      </a>
    </div>
  )
}

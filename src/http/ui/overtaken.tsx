import type { ComponentChildren } from 'preact'
import type { Meanwhile } from '#domain/changes/meanwhile'
import type { SentForm } from '../again.ts'
import type { View } from '../view.ts'
import { Conflict } from './conflict.tsx'
import { Shell } from './shell.tsx'
import { TypedForm } from './typed-form.tsx'

export interface OvertakenProps {
  view: View
  title: string
  meanwhile: Meanwhile
  form: SentForm | null
  /** Number for support. */
  id: string
}

interface Parts extends OvertakenProps {
  hint: string | false | null
  /** The choices. */
  children: ComponentChildren
}

/** What somebody else did meanwhile, what was sent, and what can be done now. Nothing typed is lost. */
export function OvertakenPage({ view, title, meanwhile, form, id, hint, children }: Parts) {
  return (
    <Shell view={view} title={title} isError>
      <h1 tabIndex={-1}>{title}</h1>
      <Conflict view={view} meanwhile={meanwhile} />
      {form && <TypedForm view={view} form={form} />}
      {hint && <p>{hint}</p>}
      <div class="actions">{children}</div>
      {id && <p class="muted">{view.t.errors.id(id)}</p>}
    </Shell>
  )
}

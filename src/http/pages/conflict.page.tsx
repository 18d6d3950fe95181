import type { Meanwhile } from '#domain/meanwhile'
import { pageBehind, type SentForm } from '../again.ts'
import { Conflict } from '../ui/conflict.tsx'
import { Shell } from '../ui/shell.tsx'
import { HiddenFields, SecretsAgain, TypedForm } from '../ui/typed-form.tsx'
import type { View } from '../view.ts'

interface ConflictProps {
  view: View
  title: string
  /** What to do where the form cannot be sent again. */
  remedy: string
  meanwhile: Meanwhile
  form: SentForm | null
  /** Number for support. */
  id: string
}

/** 409: what somebody else did, what was sent, and the choice between the two. Nothing typed is lost. */
export function ConflictPage({ view, title, remedy, meanwhile, form, id }: ConflictProps) {
  const { conflict, errors } = view.t
  return (
    <Shell view={view} title={title} isError>
      <h1 tabIndex={-1}>{title}</h1>
      <Conflict view={view} meanwhile={meanwhile} />
      {form && <TypedForm view={view} form={form} />}
      {form && !form.mayRepeat && <p>{remedy}</p>}
      <div class="actions">
        {form?.mayRepeat && (
          <form method="post" action={view.base + form.path} data-once>
            <HiddenFields fields={form.fields} />
            <SecretsAgain view={view} names={form.secrets} hint={conflict.secretAgain} />
            <button type="submit" class="main">
              {conflict.mineAgain}
            </button>
          </form>
        )}
        <a class="button" href={view.base + pageBehind(view.here)}>
          {conflict.keepTheirs}
        </a>
      </div>
      {id && <p class="muted">{errors.id(id)}</p>}
    </Shell>
  )
}

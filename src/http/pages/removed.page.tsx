import type { Meanwhile } from '#domain/meanwhile'
import { type remadeOf, type SentForm, withoutRemoved } from '../again.ts'
import { Conflict } from '../ui/conflict.tsx'
import { Shell } from '../ui/shell.tsx'
import { HiddenFields, TypedForm } from '../ui/typed-form.tsx'
import type { View } from '../view.ts'

interface RemovedProps {
  view: View
  words: [title: string, cause: string, remedy: string]
  meanwhile: Meanwhile
  form: SentForm | null
  remade: ReturnType<typeof remadeOf>
  /** Number for support. */
  id: string
}

/** 410: who removed it and when, what was typed, and how another like it is made. Nothing typed is lost. */
export function RemovedPage({ view, words: [title, , remedy], meanwhile, form, remade, id }: RemovedProps) {
  const { conflict, errors } = view.t
  return (
    <Shell view={view} title={title} isError>
      <h1 tabIndex={-1}>{title}</h1>
      <Conflict view={view} meanwhile={meanwhile} />
      {form && <TypedForm view={view} form={form} />}
      <p>{remade ? conflict.remakeHint : remedy}</p>
      <div class="actions">
        {remade && (
          <form method="post" action={view.base + remade.path} data-once>
            <HiddenFields fields={remade.fields} />
            <button type="submit" class="main">
              {conflict.remake}
            </button>
          </form>
        )}
        <a class="button" href={view.base + withoutRemoved(view.here)}>
          {conflict.toList}
        </a>
      </div>
      {id && <p class="muted">{errors.id(id)}</p>}
    </Shell>
  )
}

import type { Meanwhile } from '#domain/meanwhile'
import { type Field, pageBehind, type SentForm } from '../again.ts'
import { Conflict } from '../ui/conflict.tsx'
import { fieldLabel } from '../ui/field-label.ts'
import { fieldValue } from '../ui/field-value.ts'
import { Mixed } from '../ui/mixed.tsx'
import { SecretField } from '../ui/secret-field.tsx'
import { Shell } from '../ui/shell.tsx'
import { isTyped } from '../ui/typed.ts'
import type { View } from '../view.ts'

const MOST_SHOWN = 50

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
      {form && <Typed view={view} form={form} />}
      {form && !form.mayRepeat && <p>{remedy}</p>}
      <div class="actions">
        {form?.mayRepeat && (
          <form method="post" action={view.base + form.path} data-once>
            {form.fields.map(({ name, value }) => (
              <input type="hidden" name={name} value={value} />
            ))}
            {form.secrets.map(name => (
              <SecretAgain view={view} name={name} />
            ))}
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

/** Never sent to a page, so typed once more. */
const SecretAgain = ({ view, name }: { view: View; name: string }) => (
  <SecretField name={name} label={fieldLabel(view, name) ?? name} hint={view.t.conflict.secretAgain} />
)

function TypedField({ view, field: { name, value } }: { view: View; field: Field }) {
  const label = fieldLabel(view, name)
  return (
    <li>
      {label && `${label}: `}
      <Mixed view={view} text={fieldValue(view, name, value)} />
    </li>
  )
}

function Typed({ view, form }: { view: View; form: SentForm }) {
  const { conflict } = view.t
  const typed = form.fields.filter(isTyped)
  if (typed.length === 0) return null
  return (
    <>
      <h2>{conflict.typed}</h2>
      <ul class="plain-list">
        {typed.slice(0, MOST_SHOWN).map(field => (
          <TypedField view={view} field={field} />
        ))}
      </ul>
      {form.mayRepeat && <p class="muted">{conflict.again}</p>}
      {form.mayRepeat && form.hadFile && <p class="muted">{conflict.fileAgain}</p>}
    </>
  )
}

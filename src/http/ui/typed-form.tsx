/** What somebody typed into a form that was not taken: shown so that it can be read, chosen and copied. */
import type { Field, SentForm } from '../again.ts'
import type { View } from '../view.ts'
import { contentLang } from './book/book-link.ts'
import { fieldLabel } from './field-label.ts'
import { fieldValue } from './field-value.ts'
import { Mixed } from './mixed.tsx'
import { SecretField } from './secret-field.tsx'
import { isTyped } from './typed.ts'

const MOST_SHOWN = 50

export function TypedForm({ view, form: { fields, mayRepeat, hadFile } }: { view: View; form: SentForm }) {
  const { conflict } = view.t
  const typed = fields.filter(isTyped)
  if (typed.length === 0) return null
  return (
    <>
      <h2>{conflict.typed}</h2>
      <ul class="plain-list">
        {typed.slice(0, MOST_SHOWN).map(field => (
          <TypedField view={view} field={field} />
        ))}
      </ul>
      {mayRepeat && <p class="muted">{conflict.again}</p>}
      {mayRepeat && hadFile && <p class="muted">{conflict.fileAgain}</p>}
    </>
  )
}

function TypedField({ view, field: { name, value } }: { view: View; field: Field }) {
  const label = fieldLabel(view, name)
  return (
    <li>
      {label && `${label}: `}
      {value.includes('\n') ? (
        <pre {...contentLang(view)}>{value}</pre>
      ) : (
        <Mixed view={view} text={fieldValue(view, name, value)} />
      )}
    </li>
  )
}

/** What was typed, on its way to a form of its own. */
export const HiddenFields = ({ fields }: { fields: readonly Field[] }) => (
  <>
    {fields.map(({ name, value }) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
)

/** Secrets are never sent to a page, so they are typed once more. */
export const SecretsAgain = ({
  view,
  names,
  hint,
}: {
  view: View
  names: readonly string[]
  hint: string
}) => (
  <>
    {names.map(name => (
      <SecretField name={name} label={fieldLabel(view, name) ?? name} hint={hint} />
    ))}
  </>
)

import type { ProofForm } from '#credits/proofs/contract'
import type { Hours } from '#domain/hours'
import { MODULE_FORMS } from '#domain/kinds'
import type { View } from '../../view.ts'
import { Field } from '../form.tsx'

/** Fields of a paper proof that a listed module answers by itself. */
interface FieldProps {
  view: View
  form: ProofForm
  draft: { kind: string; form: string; papers: readonly string[] }
  errors: Readonly<Record<string, string>>
}

export function KindField({ view, form, draft, errors }: FieldProps) {
  const { t, say } = view
  const wordsOf = ({ kind, hours }: ProofForm['kinds'][number]) =>
    hours === null ? say.kind(kind) : `${say.kind(kind)} — ${say.hours(hours as Hours)}`
  return (
    <Field id="kind" label={t.proof.kind} hint={t.proof.kindHint} error={errors.kind}>
      {described => (
        <select id="kind" name="kind" {...described}>
          <option value="">{form.programme.modules.length > 0 ? t.proof.asModule : t.proof.choose}</option>
          {form.kinds.map(row => (
            <option value={row.kind} selected={draft.kind === row.kind}>
              {wordsOf(row)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

export function FormField({
  view,
  draft,
  errors,
}: Pick<FieldProps, 'view' | 'errors'> & { draft: { form: string } }) {
  const { t, say } = view
  return (
    <Field id="form" label={t.proof.form} error={errors.form}>
      {described => (
        <select id="form" name="form" {...described}>
          <option value="">{t.proof.asUsual}</option>
          {MODULE_FORMS.map(each => (
            <option value={each} selected={draft.form === each}>
              {say.form(each)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** Papers that prove self-education, where the regulation names them (Тюмень п. 1.3). */
export function Papers({ view, form, draft }: Omit<FieldProps, 'errors'>) {
  const papers = form.regulation.selfEducation?.papers ?? []
  if (papers.length === 0) return null
  return (
    <fieldset>
      <legend>{view.t.proof.papers}</legend>
      <p class="muted">{view.t.proof.papersHint}</p>
      {papers.map(({ id, title }) => (
        <label class="tick">
          <input type="checkbox" name="papers" value={id} checked={draft.papers.includes(id)} />
          {title[view.lang]}
        </label>
      ))}
    </fieldset>
  )
}

import type { ProofForm } from '#credits/proofs/contract'
import type { ClaimKind } from '#domain/entries/claim-kinds'
import { MODULE_FORMS } from '#domain/kinds'
import type { View } from '../../view.ts'
import { Field } from '../form.tsx'
import { RadioField } from '../radio-field.tsx'

/** Fields of a paper proof that a listed module answers by itself. */
interface FieldProps {
  view: View
  form: ProofForm
  draft: { papers: readonly string[] }
  errors: Readonly<Record<string, string>>
}

interface KindFieldProps extends Pick<FieldProps, 'view' | 'errors'> {
  kinds: readonly ClaimKind[]
  draft: { kind: string }
  /** One of them may have been chosen: its kind is known. */
  hasModules: boolean
}

/** The kinds that count here, each with the hours that it is credited. */
export function KindField({ view, kinds, draft, errors, hasModules }: KindFieldProps) {
  const { t, say } = view
  const wordsOf = ({ kind, hours }: ClaimKind) =>
    hours === null ? say.kind(kind) : `${say.kind(kind)} — ${say.hours(hours)}`
  const options = kinds.map(each => ({ value: each.kind, words: wordsOf(each) }))
  return (
    <RadioField
      name="kind"
      legend={t.proof.kind}
      hint={kinds.some(({ hours }) => hours !== null) ? t.proof.kindHint : undefined}
      error={errors.kind}
      options={hasModules ? [{ value: '', words: t.proof.asModule }, ...options] : options}
      chosen={draft.kind}
    />
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

import type { PersonFound } from '#credits/appointments/contract'
import { APPROVERS } from '#domain/regulations/data'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field } from '../../ui/form.tsx'
import { RadioField } from '../../ui/radio-field.tsx'
import { roleName } from '../../ui/route/words.ts'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

export type AppointDraft = Readonly<Record<string, string>>

export interface FormProps {
  view: View
  draft: AppointDraft
  errors: Readonly<Record<string, string>>
}

export const Back = ({ view: { t, base } }: { view: View }) => (
  <p class="crumb">
    <a href={`${base}/admin/people`}>{t.people.back}</a>
  </p>
)

/** Looking for a person comes first: a form of its own, which keeps nothing. */
export function FindPerson({
  view,
  action,
  draft,
  keep,
}: FormProps & { action: string; keep: readonly string[] }) {
  const { t } = view
  return (
    <form method="get" action={view.base + action}>
      {keep.map(name => draft[name] && <input type="hidden" name={name} value={draft[name]} />)}
      <Field id="find" label={t.people.find} hint={t.people.findHint} error={undefined}>
        {described => (
          <input id="find" name="find" maxLength={60} value={draft.find} autocomplete="off" {...described} />
        )}
      </Field>
      <div class="actions">
        <button type="submit">{t.people.search}</button>
      </div>
    </form>
  )
}

interface ChoiceProps extends FormProps {
  found: readonly PersonFound[]
  name: 'personId' | 'toPersonId'
  label: string
}

export function PersonChoice({ view, found, draft, errors, name, label }: ChoiceProps) {
  const options = found.map(({ id, name: who, organisation }) => ({
    value: id,
    words: <span {...contentLang(view)}>{organisation ? `${who} · ${organisation}` : who}</span>,
  }))
  const chosen = found.length === 1 ? found[0]?.id : draft[name]
  return (
    <RadioField name={name} legend={label} error={errors[name]} options={options} chosen={chosen ?? ''} />
  )
}

interface AppointProps extends FormProps {
  found: readonly PersonFound[]
  programmes: readonly { id: string; title: string }[]
}

export function AppointPage(props: AppointProps) {
  const { view, draft, errors, found } = props
  const { t } = view
  return (
    <Shell view={view} title={t.people.appoint} nav="people" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      <Back view={view} />
      <h1 tabIndex={-1}>{t.people.appoint}</h1>
      <FindPerson {...props} action="/admin/people/appoint" keep={[]} />
      {draft.find !== undefined && found.length === 0 && <p>{t.people.nobody}</p>}
      {found.length > 0 && <AppointForm {...props} />}
    </Shell>
  )
}

function AppointForm(props: AppointProps) {
  const { view, draft, errors } = props
  const { t } = view
  return (
    <form method="post" action={`${view.base}/admin/people/appoint`} noValidate>
      <input type="hidden" name="find" value={draft.find} />
      <PersonChoice {...props} name="personId" label={t.people.person} />
      <Field id="role" label={t.people.role} error={errors.role}>
        {described => (
          <select id="role" name="role" {...described}>
            {APPROVERS.map(role => (
              <option value={role} selected={draft.role === role}>
                {roleName(view, role)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Programmes {...props} />
      <Field
        id="organisations"
        label={t.people.organisations}
        hint={t.people.organisationsHint}
        error={errors.organisations}
      >
        {described => (
          <textarea id="organisations" name="organisations" maxLength={5000} {...described}>
            {draft.organisations}
          </textarea>
        )}
      </Field>
      <Day {...props} id="from" label={t.people.from} />
      <Day {...props} id="until" label={t.people.until} hint={t.people.untilHint} />
      <Field id="basis" label={t.people.basis} hint={t.people.basisHint} error={errors.basis}>
        {described => <input id="basis" name="basis" maxLength={300} value={draft.basis} {...described} />}
      </Field>
      <label class="tick">
        <input type="checkbox" name="deputy" value="yes" checked={draft.deputy === 'yes'} />
        <span>{t.people.deputy}</span>
      </label>
      <div class="actions">
        <button type="submit" class="main">
          {t.people.appoint}
        </button>
      </div>
    </form>
  )
}

function Programmes({ view, programmes, draft, errors }: AppointProps) {
  const { t } = view
  const chosen = (draft.programmes ?? '').split('\n')
  return (
    <fieldset id="programmes" class={errors.programmes ? 'field wrong' : 'field'}>
      <legend>{t.people.programmes}</legend>
      <p class="muted">{t.people.programmesHint}</p>
      {programmes.map(({ id, title }) => (
        <label class="tick">
          <input type="checkbox" name="programmes" value={id} checked={chosen.includes(id)} />
          <span {...contentLang(view)}>{title}</span>
        </label>
      ))}
    </fieldset>
  )
}

export const Day = ({
  draft,
  errors,
  id,
  label,
  hint,
}: FormProps & { id: string; label: string; hint?: string }) => (
  <Field id={id} label={label} {...(hint && { hint })} error={errors[id]}>
    {described => <input id={id} name={id} type="date" value={draft[id]} {...described} />}
  </Field>
)

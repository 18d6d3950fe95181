import type { ActForm } from '#credits/acts/contract'
import { claimKinds } from '#domain/entries/claim-kinds'
import { fullName } from '#domain/names/full-name'
import type { ActDraft } from '../../act-draft.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field, FormActions } from '../../ui/form.tsx'
import { Heads } from '../../ui/heads.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { FormField, KindField } from '../../ui/papers/proof-fields.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'
import { OTHER_EVENT } from './proof.page.tsx'

interface ActFormProps {
  view: View
  form: ActForm
  draft: ActDraft
  errors: Readonly<Record<string, string>>
}

/** An act: the event, its date and hours, who took part and who did not. */
export function ActFormPage(props: ActFormProps) {
  const { view, form, draft, errors } = props
  const { t } = view
  return (
    <Shell view={view} title={t.acts.new} nav="acts" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      <p class="crumb">
        <a href={`${view.base}/acts`}>{t.acts.title}</a>
      </p>
      <h1 tabIndex={-1}>{t.acts.new}</h1>
      <p class="muted" {...contentLang(view)}>
        {form.programme.title}
      </p>
      <form method="post" action={`${view.base}/acts/preview`} noValidate>
        <input type="hidden" name="programme" value={draft.programme} />
        <Field id="number" label={t.acts.number} hint={t.acts.numberHint} error={errors.number}>
          {described => (
            <input
              id="number"
              name="number"
              maxLength={100}
              autocomplete="off"
              value={draft.number}
              {...described}
            />
          )}
        </Field>
        <EventFields {...props} />
        <Field id="date" label={t.acts.date} error={errors.date}>
          {described => (
            <input id="date" name="date" type="date" max={form.today} value={draft.date} {...described} />
          )}
        </Field>
        <Participants {...props} />
        <FormActions view={view} back={`${view.base}/acts`}>
          {t.acts.preview}
        </FormActions>
      </form>
    </Shell>
  )
}

function EventFields(props: ActFormProps) {
  const { view, form, draft, errors } = props
  const { t, say } = view
  const { modules } = form.programme
  const more = ['title', 'kind', 'form', 'hours', 'provider', 'document'] as const
  const open =
    modules.length === 0 ||
    draft.module === OTHER_EVENT ||
    more.some(field => errors[field] !== undefined || draft[field] !== '')
  return (
    <>
      <Field id="module" label={t.acts.event} hint={t.acts.eventHint} error={errors.module}>
        {described => (
          <select id="module" name="module" {...described}>
            <option value="">{t.proof.choose}</option>
            {modules.map(({ id, title, hours }) => (
              <option value={id} selected={draft.module === id} {...contentLang(view)}>
                {title} — {say.hours(hours)}
              </option>
            ))}
            <option value={OTHER_EVENT} selected={draft.module === OTHER_EVENT}>
              {t.proof.otherEvent}
            </option>
          </select>
        )}
      </Field>
      <details open={open} class="field">
        <summary>
          <span>{t.proof.more}</span>
        </summary>
        <TextField {...props} field="title" label={t.proof.name} />
        <KindField {...props} kinds={claimKinds(form.regulation, form.programme)} hasModules />
        <FormField {...props} />
        <TextField {...props} field="hours" label={t.acts.hours} hint={t.acts.hoursHint} />
        <TextField {...props} field="provider" label={t.proof.provider} hint={t.proof.providerHint} />
        <TextField {...props} field="document" label={t.acts.document} hint={t.acts.documentHint} />
      </details>
    </>
  )
}

function TextField({
  draft,
  errors,
  field,
  label,
  hint,
}: ActFormProps & { field: 'title' | 'hours' | 'provider' | 'document'; label: string; hint?: string }) {
  return (
    <Field id={field} label={label} {...(hint !== undefined && { hint })} error={errors[field]}>
      {described => <input id={field} name={field} maxLength={500} value={draft[field]} {...described} />}
    </Field>
  )
}

function Participants({ view, form, draft, errors }: ActFormProps) {
  const { t } = view
  return (
    <section aria-labelledby="participants">
      <h2 id="participants">{t.acts.participants}</h2>
      {form.learners.length > 0 && <Ticks view={view} form={form} draft={draft} />}
      <Field id="roster" label={t.acts.roster} hint={t.acts.rosterHint} error={errors.roster}>
        {described => (
          <textarea id="roster" name="roster" rows={6} {...described}>
            {draft.roster}
          </textarea>
        )}
      </Field>
    </section>
  )
}

function Ticks({ view, form, draft }: Pick<ActFormProps, 'view' | 'form' | 'draft'>) {
  const { t } = view
  return (
    <table class="stack" role="table">
      <Heads of={[t.acts.columns.learner, t.acts.there, t.acts.absent]} />
      <tbody role="rowgroup">
        {form.learners.map(learner => (
          <tr role="row" key={learner.id}>
            <td role="cell">
              <b {...contentLang(view)}>{fullName(learner)}</b>
              {learner.organisation && <small {...contentLang(view)}>{learner.organisation}</small>}
            </td>
            {(['there', 'absent'] as const).map(name => (
              <td role="cell">
                <label class="tick">
                  <input
                    type="checkbox"
                    name={name}
                    value={learner.id}
                    checked={draft[name].includes(learner.id)}
                  />
                  <span>
                    {t.acts[name]}
                    <span class="vh">
                      : <Mixed view={view} text={fullName(learner)} />
                    </span>
                  </span>
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

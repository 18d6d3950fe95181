import type { ProofForm } from '#credits/proofs/contract'
import { fullName } from '#domain/names/full-name'
import { type BookAddress, bookLink, contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field } from '../../ui/form.tsx'
import { type Doubt, Doubts } from '../../ui/papers/proof-doubts.tsx'
import { FormField, KindField, Papers } from '../../ui/papers/proof-fields.tsx'
import { ScanField } from '../../ui/papers/scan-field.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

/** Chosen instead of a module. */
export const OTHER_EVENT = 'other'

/** What was typed, as it was typed. */
export interface ProofDraft {
  key: string
  module: string
  title: string
  kind: string
  form: string
  hours: string
  date: string
  provider: string
  documentKind: string
  documentNumber: string
  papers: readonly string[]
  /** A scan that was uploaded with an earlier try. */
  scan: { id: string; name: string } | null
}

interface ProofProps {
  view: View
  form: ProofForm
  draft: ProofDraft
  address: BookAddress
  /** Words by field. */
  errors: Readonly<Record<string, string>>
  /** What is only in doubt: it may be sent all the same. */
  doubts: readonly Doubt[]
  megabytes: number
}

/** P4: what has to be sent for an event to count. The file stands last, so that a refused one loses no field. */
export function ProofPage(props: ProofProps) {
  const { view, form, draft, address, errors, doubts } = props
  const { t } = view
  return (
    <Shell
      view={view}
      title={t.proof.title}
      nav={address.learnerId === null ? 'book' : 'learners'}
      isError={Object.keys(errors).length > 0}
      script="upload"
    >
      <ErrorSummary view={view} errors={errors} />
      <Doubts view={view} doubts={doubts} address={address} />
      <p class="crumb">
        <a href={bookLink(view, address)}>{t.book.backToBook}</a>
      </p>
      <h1 tabIndex={-1}>{t.proof.title}</h1>
      <p class="muted" {...contentLang(view)}>
        {form.own ? '' : `${fullName(form.learner)} · `}
        {form.programme.title}
      </p>
      <form
        id="proof"
        method="post"
        action={bookLink(view, address, '/proof')}
        enctype="multipart/form-data"
        noValidate
        data-upload
        data-uploading={t.proof.uploading}
        data-checking={t.proof.checking}
        data-stop={t.proof.stop}
        data-stopped={t.proof.stopped}
      >
        <input type="hidden" name="key" value={draft.key} />
        {draft.scan && <input type="hidden" name="kept" value={draft.scan.id} />}
        <ModuleField {...props} />
        <MoreFields {...props} />
        <Field id="date" label={t.proof.date} error={errors.date}>
          {described => (
            <input id="date" name="date" type="date" max={form.today} value={draft.date} {...described} />
          )}
        </Field>
        <DocumentFields {...props} />
        <ScanField
          view={view}
          label={t.proof.scan}
          hint={scanHint(props)}
          error={errors.scan}
          kept={draft.scan?.name}
        />
        <div class="actions">
          <button type="submit" class="main" {...(doubts.length > 0 && { name: 'despite', value: 'yes' })}>
            {doubts.length > 0 ? t.proof.sendAnyway : t.proof.send}
          </button>
          <a class="button" href={bookLink(view, address)}>
            {t.back}
          </a>
        </div>
      </form>
    </Shell>
  )
}

function ModuleField({ view, form, draft, errors }: ProofProps) {
  const { t, say } = view
  const { modules } = form.programme
  if (modules.length === 0) return <input type="hidden" name="module" value={OTHER_EVENT} />
  return (
    <Field id="module" label={t.proof.module} hint={t.proof.moduleHint} error={errors.module}>
      {described => (
        <select id="module" name="module" {...described}>
          <option value="">{t.proof.choose}</option>
          {modules.map(({ id, title, hours, part }) => (
            <option value={id} selected={draft.module === id} {...contentLang(view)}>
              {title} — {say.hours(hours)}
              {part === 'invariant' && `, ${t.proof.mandatory}`}
            </option>
          ))}
          <option value={OTHER_EVENT} selected={draft.module === OTHER_EVENT}>
            {t.proof.otherEvent}
          </option>
        </select>
      )}
    </Field>
  )
}

const FOLDED = ['title', 'kind', 'form', 'hours', 'provider'] as const

/** Folded while a module of the list says it all. */
function MoreFields(props: ProofProps) {
  const { view, form, draft, errors } = props
  const { t } = view
  const open =
    form.programme.modules.length === 0 ||
    draft.module === OTHER_EVENT ||
    FOLDED.some(field => errors[field] !== undefined || draft[field] !== '') ||
    draft.papers.length > 0
  return (
    <details open={open} id="more" class="field" data-open-for={`module=${OTHER_EVENT}`}>
      <summary>
        <span>{t.proof.more}</span>
      </summary>
      <p class="muted">{t.proof.moreHint}</p>
      <Field id="title" label={t.proof.name} hint={t.proof.nameHint} error={errors.title}>
        {described => <input id="title" name="title" maxLength={500} value={draft.title} {...described} />}
      </Field>
      <KindField {...props} kinds={form.kinds} hasModules={form.programme.modules.length > 0} />
      <FormField {...props} />
      <Field id="hours" label={t.proof.hours} hint={t.proof.hoursHint} error={errors.hours}>
        {described => (
          <input id="hours" name="hours" inputMode="decimal" value={draft.hours} {...described} />
        )}
      </Field>
      <Field id="provider" label={t.proof.provider} hint={t.proof.providerHint} error={errors.provider}>
        {described => (
          <input id="provider" name="provider" maxLength={300} value={draft.provider} {...described} />
        )}
      </Field>
      <Papers {...props} />
    </details>
  )
}

function DocumentFields({ view, form, draft, errors }: ProofProps) {
  const { t } = view
  const others = form.regulation.entryDocument?.others ?? true
  return (
    <>
      <Field id="documentKind" label={t.proof.documentKind} error={errors.documentKind}>
        {described => (
          <select id="documentKind" name="documentKind" {...described}>
            <option value="">{t.proof.choose}</option>
            {form.documentKinds.map(kind => (
              <option value={kind.ru} selected={draft.documentKind === kind.ru}>
                {kind[view.lang]}
              </option>
            ))}
            {others && (
              <option value="документ" selected={draft.documentKind === 'документ'}>
                {t.proof.otherDocument}
              </option>
            )}
          </select>
        )}
      </Field>
      <Field
        id="documentNumber"
        label={t.proof.documentNumber}
        hint={t.proof.numberHint}
        error={errors.documentNumber}
      >
        {described => (
          <input
            id="documentNumber"
            name="documentNumber"
            maxLength={100}
            autocomplete="off"
            value={draft.documentNumber}
            {...described}
          />
        )}
      </Field>
    </>
  )
}

const scanHint = ({ view: { t }, form, megabytes }: ProofProps): string =>
  [t.proof.scanHint(megabytes), !form.scanNeeded && t.proof.scanOptional].filter(Boolean).join(' ')

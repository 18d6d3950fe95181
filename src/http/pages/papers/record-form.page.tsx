import type { RecordsView } from '#credits/records/contract'
import { fullName } from '#domain/names/full-name'
import { alsoNeeded, choicesOf, offeredFields, titlesOf } from '#domain/records/facts'
import { RECORD_FIELDS, type RecordField, type RecordKind } from '#domain/records/record'
import type { BookRecord } from '#store/ports/records'
import { type BookAddress, bookLink, contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field, FormActions } from '../../ui/form.tsx'
import { ScanField } from '../../ui/papers/scan-field.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

export type RecordDraft = Readonly<Partial<Record<RecordField | 'reason', string>>>

interface RecordFormProps {
  view: View
  records: RecordsView
  address: BookAddress
  kind: RecordKind
  draft: RecordDraft
  errors: Readonly<Record<string, string>>
  /** Made with the form, so that it is sent once. */
  formKey: string
  /** The record that is corrected. */
  of: BookRecord | null
  kept: { id: string; name: string } | null
  megabytes: number
}

export const fieldWords = ({ t }: View, kind: RecordKind, field: RecordField): string =>
  kind === 'stage' && field === 'date' ? t.records.stageDate : (t.records.fields[field] ?? field)

/** One record, new or corrected; which fields it has, its kind says. */
export function RecordFormPage(props: RecordFormProps) {
  const { view, records, address, kind, errors, of, formKey, kept, megabytes } = props
  const { t } = view
  const words = t.records.kinds[kind] ?? kind
  const title = of ? t.records.correctTitle(words) : t.records.newTitle(words)
  const action = of ? `/records/${of.id}/correct` : '/records'
  return (
    <Shell view={view} title={title} nav="learners" isError={Object.keys(errors).length > 0} script="upload">
      <ErrorSummary view={view} errors={errors} />
      <p class="crumb">
        <a href={bookLink(view, address, '/records')}>{t.records.back}</a>
      </p>
      <h1 tabIndex={-1}>{title}</h1>
      <p class="muted" {...contentLang(view)}>
        {fullName(records.learner)} · {records.programme.title}
      </p>
      <form
        method="post"
        action={bookLink(view, address, action)}
        enctype="multipart/form-data"
        noValidate
        data-upload
        data-uploading={t.proof.uploading}
        data-checking={t.proof.checking}
        data-stop={t.proof.stop}
        data-stopped={t.proof.stopped}
      >
        <input type="hidden" name="key" value={formKey} />
        <input type="hidden" name="kind" value={kind} />
        {of && <input type="hidden" name="steps" value={of.history.length} />}
        {kept && <input type="hidden" name="kept" value={kept.id} />}
        {offeredFields(records.regulation, kind).map(field => (
          <ContentField key={field} field={field} {...props} />
        ))}
        {of && <ReasonField {...props} />}
        <ScanField
          view={view}
          label={t.records.fields.scan ?? ''}
          hint={t.records.scanHint(megabytes)}
          error={errors.scan}
          kept={kept?.name}
        />
        <FormActions view={view} back={bookLink(view, address, '/records')}>
          {of ? t.records.correctNow : t.records.save}
        </FormActions>
      </form>
    </Shell>
  )
}

function ContentField({
  view,
  records,
  kind,
  field,
  draft,
  errors,
}: RecordFormProps & { field: RecordField }) {
  const words = fieldWords(view, kind, field)
  const needed = [...RECORD_FIELDS[kind].needs, ...alsoNeeded(records.regulation, kind)]
  const label = needed.includes(field) ? words : view.t.records.optional(words)
  const isDay = field === 'date' || field === 'until'
  const offered = field === 'title' ? titlesOf(records.regulation, kind) : []
  const value = draft[field] ?? ''
  const choices = choicesOf(records.regulation, kind)[field]
  return (
    <Field id={field} label={label} error={errors[field]}>
      {described =>
        choices ? (
          <select id={field} name={field} {...described}>
            <option value="">{view.t.records.choose}</option>
            {choices.map(choice => (
              <option value={choice} selected={choice === value}>
                {choice}
              </option>
            ))}
          </select>
        ) : isDay ? (
          <input
            id={field}
            name={field}
            type="date"
            max={field === 'date' ? records.today : undefined}
            value={value}
            {...described}
          />
        ) : (
          <>
            <input
              id={field}
              name={field}
              maxLength={1000}
              list={offered.length > 0 ? 'titles' : undefined}
              value={value}
              {...described}
            />
            {offered.length > 0 && <Offered titles={offered} />}
          </>
        )
      }
    </Field>
  )
}

const Offered = ({ titles }: { titles: readonly { ru: string }[] }) => (
  <datalist id="titles">
    {titles.map(({ ru }) => (
      <option value={ru} />
    ))}
  </datalist>
)

export function ReasonField({ view, draft, errors }: Pick<RecordFormProps, 'view' | 'draft' | 'errors'>) {
  const { t } = view
  return (
    <Field
      id="reason"
      label={t.records.fields.reason ?? ''}
      hint={t.records.reasonHint}
      error={errors.reason}
    >
      {described => (
        <input
          id="reason"
          name="reason"
          maxLength={1000}
          autocomplete="off"
          value={draft.reason ?? ''}
          {...described}
        />
      )}
    </Field>
  )
}

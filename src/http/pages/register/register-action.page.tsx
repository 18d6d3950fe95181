import type { RegisterLine } from '#credits/contract'
import { fullName } from '#domain/names/full-name'
import type { RegisterAction } from '../../register-action.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field, FormActions } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { RadioField } from '../../ui/radio-field.tsx'
import { Shell } from '../../ui/shell.tsx'
import { TickField } from '../../ui/tick-field.tsx'
import type { View } from '../../view.ts'

export type ActionDraft = Readonly<
  Record<'reason' | 'note' | 'on' | 'way' | 'destroyed' | 'understood', string>
>

interface ActionProps {
  view: View
  line: RegisterLine
  action: RegisterAction
  draft: ActionDraft
  errors: Readonly<Record<string, string>>
}

/** The page before a step of a document's life: what will happen, what has to be said, one button. */
export function RegisterActionPage(props: ActionProps) {
  const { view, line, action, errors } = props
  const { t, base } = view
  const { certificate } = line
  const number = certificate.snapshot?.registrationNumber ?? ''
  const title = t.register.actTitle[action](number)
  const card = `${base}/register/${encodeURIComponent(certificate.id)}`
  return (
    <Shell view={view} title={title} nav="register" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      <h1 tabIndex={-1}>
        <Mixed view={view} text={title} />
      </h1>
      <p class="muted" {...contentLang(view)}>
        {certificate.snapshot && fullName(certificate.snapshot.learner)} · {line.programme.title}
      </p>
      <p class="note quiet">{t.register.consequence[action]}</p>
      <form method="post" action={`${card}/${action}`} data-once noValidate>
        <ActionFields {...props} />
        <FormActions view={view} back={card} id="act-now">
          {t.register.actNow[action]}
        </FormActions>
      </form>
    </Shell>
  )
}

function ActionFields(props: ActionProps) {
  const { view, action } = props
  const { register: words } = view.t
  switch (action) {
    case 'duplicate':
      return (
        <>
          <Radios {...props} name="reason" legend={words.lossReason} options={words.losses} />
          <Text {...props} name="note" label={words.note} hint={words.noteHint} />
          <Destroyed {...props} />
        </>
      )
    case 'exchange':
      return (
        <>
          <Radios {...props} name="reason" legend={words.exchangeReason} options={words.exchanges} />
          <Text {...props} name="note" label={words.note} hint={words.noteHint} />
          <Destroyed {...props} />
        </>
      )
    case 'correct':
      return (
        <>
          <Text {...props} name="note" label={words.whatWasWrong} hint={words.whatWasWrongHint} />
          <Destroyed {...props} />
        </>
      )
    case 'annul':
      return (
        <>
          <Text {...props} name="reason" label={words.annulReason} hint={words.annulReasonHint} />
          <Understood {...props} />
        </>
      )
    case 'spoil':
      return (
        <>
          <Text {...props} name="reason" label={words.spoilReason} hint={words.spoilReasonHint} />
          <Understood {...props} />
        </>
      )
    case 'deliver':
      return <DeliveryFields {...props} />
  }
}

function DeliveryFields(props: ActionProps) {
  const { view, draft, errors } = props
  const { register: words } = view.t
  return (
    <>
      <Field id="on" label={words.deliverOn} error={errors.on}>
        {described => <input id="on" name="on" type="date" value={draft.on || view.today} {...described} />}
      </Field>
      <Radios {...props} name="way" legend={words.deliverWay} options={words.ways} />
      <Text {...props} name="note" label={words.deliverNote} />
    </>
  )
}

interface RadioProps extends ActionProps {
  name: 'reason' | 'way'
  legend: string
  options: Readonly<Record<string, string>>
}

const Radios = ({ name, legend, options, draft, errors }: RadioProps) => (
  <RadioField
    name={name}
    legend={legend}
    error={errors[name]}
    options={Object.entries(options).map(([value, words]) => ({ value, words }))}
    chosen={draft[name]}
  />
)

interface TextProps extends ActionProps {
  name: 'reason' | 'note'
  label: string
  hint?: string
}

const Text = ({ name, label, hint, draft, errors }: TextProps) => (
  <Field id={name} label={label} error={errors[name]} {...(hint && { hint })}>
    {described => (
      <input id={name} name={name} maxLength={1000} autocomplete="off" value={draft[name]} {...described} />
    )}
  </Field>
)

const Destroyed = ({ view, draft }: ActionProps) => (
  <TickField id="destroyed" label={view.t.register.destroyed} checked={draft.destroyed === 'yes'} />
)

/** What cannot be undone takes one tick. */
const Understood = ({ view, errors }: ActionProps) => (
  <TickField id="understood" label={view.t.register.understood} error={errors.understood} required />
)

import { addressesOf, LMS } from '../../lms/kinds.ts'
import { Field } from '../../ui/form.tsx'
import type { ConnectProps } from './connect-props.ts'

const ADDRESSES = ['authUrl', 'tokenUrl', 'jwksUrl'] as const

/** What the LMS shows, entered here. Where the LMS's addresses follow from its issuer they may stay empty. */
export function ManualForm(props: ConnectProps) {
  const { view, kind, errors } = props
  const { t } = view
  const { issuer } = LMS[kind]
  const follow = addressesOf(kind, 'https://lms.example') !== null
  const wrong = ADDRESSES.some(name => errors[name])
  const hints = t.connect.hints[kind]
  return (
    <form method="post" action={`${view.base}/admin/platforms`} data-once>
      <input type="hidden" name="lms" value={kind} />
      <Text {...props} name="name" label={t.connect.name} hint={t.connect.nameHint} required />
      <Text {...props} name="issuer" label={t.connect.issuer} hint={hints.issuer} preset={issuer} required />
      <Text {...props} name="clientId" label={t.connect.clientId} hint={hints.clientId} required />
      <Text
        {...props}
        name="deployment"
        label={t.connect.deployment}
        hint={`${hints.deployment} ${t.connect.deploymentHint}`}
      />
      {follow ? (
        <details open={wrong}>
          <summary>
            <span>{t.connect.addresses}</span>
          </summary>
          <p class="muted">{t.connect.addressesHint}</p>
          <Addresses {...props} />
        </details>
      ) : (
        <Addresses {...props} required />
      )}
      <button type="submit" class="main">
        {t.connect.add}
      </button>
    </form>
  )
}

const Addresses = ({ required, ...props }: ConnectProps & { required?: boolean }) => (
  <>
    {ADDRESSES.map(name => (
      <Text key={name} {...props} name={name} label={props.view.t.connect[name]} required={required} />
    ))}
  </>
)

interface TextProps extends ConnectProps {
  name: string
  label: string
  hint?: string
  /** Stands in the field before anybody types. */
  preset?: string | undefined
  required?: boolean | undefined
}

function Text({ view, kind, values, errors, name, label, hint, preset, required }: TextProps) {
  const lms = LMS[kind].name
  const place = hint && lms && name !== 'name' ? `${view.t.connect.where(lms)}: ${hint}` : hint
  return (
    <Field id={name} label={label} error={errors[name]} {...(place && { hint: place })}>
      {described => (
        <input
          id={name}
          name={name}
          value={values[name] ?? preset ?? ''}
          maxLength={2048}
          required={required ?? false}
          autocomplete="off"
          spellcheck={false}
          {...described}
        />
      )}
    </Field>
  )
}

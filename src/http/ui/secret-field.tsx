import { Field } from './form.tsx'

interface SecretFieldProps {
  name: string
  label: string
  hint?: string | undefined
  error?: string | undefined
}

/** A key or a password: never filled in, and never offered again by the browser. */
export const SecretField = ({ name, label, hint, error }: SecretFieldProps) => (
  <Field id={name} label={label} {...(hint && { hint })} error={error}>
    {described => (
      <input
        id={name}
        name={name}
        type="password"
        maxLength={500}
        autocomplete="new-password"
        {...described}
      />
    )}
  </Field>
)

import type { Field as SentField } from '../../again.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field, FormActions, MadeAt, Seen } from '../../ui/form.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { Shell } from '../../ui/shell.tsx'
import { typeTitle } from '../../ui/sources/setup.tsx'
import { HiddenFields } from '../../ui/typed-form.tsx'
import type { View } from '../../view.ts'

export interface AddressDraft {
  title: string
  url: string
}

interface AddressProps {
  view: View
  type: string
  /** Of what is changed; a new one has none. */
  version?: number
  /** Where the form goes, with the base. */
  action: string
  back: string
  draft: AddressDraft
  errors: Readonly<Record<string, string>>
  /** What a new one takes over from one that was removed. */
  carried?: readonly SentField[]
  /** Names of the secrets that are set already. */
  secretsSet: readonly string[]
}

/** P10, step 1: three fields for Moodle. A key goes in and never comes out. */
export function AddressPage(props: AddressProps) {
  const { view, type, version, action, back, draft, errors, carried = [] } = props
  const { t } = view
  const isMoodle = type === 'moodle'
  return (
    <Shell view={view} title={t.sources.steps.address} nav="admin" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      <h1 tabIndex={-1}>{t.sources.steps.address}</h1>
      <p class="muted">{typeTitle(view, type)}</p>
      {carried.length > 0 && <p class="note">{t.sources.likeRemoved}</p>}
      <form method="post" action={action} noValidate data-once>
        {version === undefined ? <MadeAt view={view} /> : <Seen version={version} />}
        <HiddenFields fields={carried} />
        <Field id="title" label={t.sources.title} hint={t.sources.titleHint} error={errors.title}>
          {described => (
            <input
              id="title"
              name="title"
              value={draft.title}
              maxLength={200}
              autocomplete="off"
              {...contentLang(view)}
              {...described}
            />
          )}
        </Field>
        <Field
          id="url"
          label={isMoodle ? t.sources.url : t.sources.exportUrl}
          hint={isMoodle ? t.sources.urlHint : t.sources.exportUrlHint}
          error={errors.url}
        >
          {described => (
            <input
              id="url"
              name="url"
              type="url"
              inputMode="url"
              value={draft.url}
              maxLength={2000}
              autocomplete="off"
              {...described}
            />
          )}
        </Field>
        {isMoodle ? (
          <Secret {...props} name="token" label={t.sources.token} hint={t.sources.tokenHint} />
        ) : (
          <>
            <Secret {...props} name="username" label={t.sources.username} hint={t.sources.loginHint} />
            <Secret {...props} name="password" label={t.sources.password} />
          </>
        )}
        <FormActions view={view} back={back}>
          {t.sources.save}
        </FormActions>
      </form>
    </Shell>
  )
}

interface SecretProps extends AddressProps {
  name: string
  label: string
  hint?: string
}

/** What is stored is not shown. */
function Secret({ view, name, label, hint, errors, secretsSet }: SecretProps) {
  const kept = secretsSet.includes(name) ? view.t.sources.secretKept : undefined
  return <SecretField name={name} label={label} hint={kept ?? hint} error={errors[name]} />
}

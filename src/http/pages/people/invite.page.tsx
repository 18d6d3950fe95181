import type { SeenPlatform } from '#administration/platforms'
import type { PersonFound } from '#credits/appointments/contract'
import { contentLang } from '../../ui/book/book-link.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { ErrorSummary, Field, FormActions } from '../../ui/form.tsx'
import { Text } from '../../ui/programme/fields.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

export interface InviteDraft {
  platformId: string
  account: string
  familyName: string
  givenName: string
  patronymic: string
  organisation: string
}

interface InviteProps {
  view: View
  platforms: readonly SeenPlatform[]
  draft: InviteDraft
  errors: Readonly<Record<string, string>>
}

/** Who is expected, and by which account they will come. */
export function InvitePage({ view, platforms, draft, errors }: InviteProps) {
  const { t, base } = view
  const words = t.people.invite
  const field = (id: Exclude<keyof InviteDraft, 'platformId'>, hint?: string) => (
    <Text
      {...{ view, id, label: words.fields[id], value: draft[id], error: errors[id] }}
      {...(hint && { hint })}
    />
  )
  return (
    <Shell view={view} title={words.title} nav="people" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      <h1 tabIndex={-1}>{words.title}</h1>
      <p>{words.intro}</p>
      <form method="post" action={`${base}/admin/people/invite`} noValidate data-once>
        <Field id="platformId" label={words.fields.platformId} error={errors.platformId}>
          {described => (
            <select id="platformId" name="platformId" {...contentLang(view)} {...described}>
              {platforms.map(({ id, name }) => (
                <option key={id} value={id} selected={id === draft.platformId}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        {field('account', words.accountHint)}
        {field('familyName')}
        {field('givenName')}
        {field('patronymic')}
        {field('organisation')}
        <FormActions view={view} back={`${base}/admin/people`}>
          {words.now}
        </FormActions>
      </form>
    </Shell>
  )
}

interface InvitedProps {
  view: View
  person: PersonFound
  familyName: string
}

/** Done: the words to send them, and the role that they get. */
export function InvitedPage({ view, person, familyName }: InvitedProps) {
  const { t, base } = view
  const words = t.people.invite
  return (
    <Shell view={view} title={words.done} nav="people">
      <div class="note" role="status" id="notice" tabIndex={-1}>
        <b {...contentLang(view)}>{person.name}</b>
      </div>
      <h1 tabIndex={-1}>{words.done}</h1>
      <p>{words.next}</p>
      <CopyField view={view} id="letter" label={words.letterLabel} value={words.letter} />
      <div class="actions">
        <a class="button main" href={`${base}/admin/people/appoint?find=${encodeURIComponent(familyName)}`}>
          {t.people.appoint}
        </a>
        <a class="button" href={`${base}/admin/people`}>
          {t.people.back}
        </a>
      </div>
    </Shell>
  )
}

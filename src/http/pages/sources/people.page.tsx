import type { SetupView } from '#administration/connection-setup'
import { Field, Seen } from '../../ui/form.tsx'
import { connectionPath, Step } from '../../ui/sources/setup.tsx'
import type { View } from '../../view.ts'

interface PeopleProps {
  view: View
  connection: SetupView
  /** LTI issuers that the administrator reaches. */
  issuers: readonly string[]
}

/** P10: whose are the completions? Exact joins by themselves, the rest by a person. */
export function PeoplePage({ view, connection, issuers }: PeopleProps) {
  const { t } = view
  return (
    <Step view={view} connection={connection} title={t.sources.peopleTitle}>
      <h1 tabIndex={-1}>{t.sources.peopleTitle}</h1>
      <p>{t.sources.peopleIntro}</p>
      {connection.type === 'portal' && <p>{t.sources.portalPeople}</p>}
      <form method="post" action={connectionPath(view, connection.id, '/setup/people')} data-once>
        <Seen {...connection} />
        <Field id="platformIssuer" label={t.sources.issuer} hint={t.sources.issuerHint} error={undefined}>
          {described => (
            <select id="platformIssuer" name="platformIssuer" {...described}>
              <option value="">{t.sources.issuerNone}</option>
              {issuers.map(issuer => (
                <option key={issuer} value={issuer} selected={issuer === connection.platformIssuer}>
                  {issuer}
                </option>
              ))}
            </select>
          )}
        </Field>
        {connection.type === 'moodle' && (
          <Field
            id="snilsField"
            label={t.sources.snilsField}
            hint={t.sources.snilsFieldHint}
            error={undefined}
          >
            {described => (
              <input
                id="snilsField"
                name="snilsField"
                value={String(connection.settings.snilsField ?? '')}
                maxLength={100}
                autocomplete="off"
                {...described}
              />
            )}
          </Field>
        )}
        <div class="actions">
          <button type="submit" class="main">
            {t.sources.save}
          </button>
        </div>
      </form>
    </Step>
  )
}

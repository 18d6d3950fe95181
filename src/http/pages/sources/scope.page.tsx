import type { SetupView } from '#administration/connection-setup'
import { ErrorSummary, Field, Seen } from '../../ui/form.tsx'
import { connectionPath, Step } from '../../ui/sources/setup.tsx'
import { TickField } from '../../ui/tick-field.tsx'
import type { View } from '../../view.ts'

export type Draft = Readonly<Record<string, string>>

interface ScopeProps {
  view: View
  connection: SetupView
  draft: Draft
  errors: Readonly<Record<string, string>>
}

const ENCODINGS = ['windows-1251', 'utf-8', 'koi8-r']

/** P10, step 4: what is read. Everything is filled in already. */
export function ScopePage(props: ScopeProps) {
  const { view, connection, errors } = props
  const { t } = view
  const isError = Object.keys(errors).length > 0
  return (
    <Step view={view} connection={connection} title={t.sources.scopeTitle} isError={isError}>
      <ErrorSummary view={view} errors={errors} />
      <h1 tabIndex={-1}>{t.sources.scopeTitle}</h1>
      <form method="post" action={connectionPath(view, connection.id, '/setup/scope')} noValidate data-once>
        <Seen {...connection} />
        {connection.type === 'moodle' ? <MoodleFields {...props} /> : <PortalFields {...props} />}
        <div class="actions">
          <button type="submit" class="main">
            {t.sources.save}
          </button>
        </div>
      </form>
    </Step>
  )
}

function MoodleFields({ view: { t }, draft, errors }: ScopeProps) {
  return (
    <>
      <Field id="courses" label={t.sources.courses} hint={t.sources.coursesHint} error={errors.courses}>
        {described => (
          <input id="courses" name="courses" value={draft.courses} maxLength={2000} {...described} />
        )}
      </Field>
      <Field
        id="hoursField"
        label={t.sources.hoursField}
        hint={t.sources.hoursFieldHint}
        error={errors.hoursField}
      >
        {described => (
          <input id="hoursField" name="hoursField" value={draft.hoursField} maxLength={300} {...described} />
        )}
      </Field>
      <TickField
        id="activities"
        label={t.sources.activities}
        hint={t.sources.activitiesHint}
        checked={draft.activities === 'yes'}
      />
    </>
  )
}

function PortalFields({ view: { t }, draft, errors }: ScopeProps) {
  return (
    <>
      <Field id="encoding" label={t.sources.encoding} error={errors.encoding}>
        {described => (
          <select id="encoding" name="encoding" {...described}>
            <option value="">{t.sources.encodingAuto}</option>
            {ENCODINGS.map(name => (
              <option key={name} value={name} selected={name === draft.encoding}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field id="mapping" label={t.sources.mapping} hint={t.sources.mappingHint} error={errors.mapping}>
        {described => (
          <textarea id="mapping" name="mapping" rows={6} maxLength={20000} {...described}>
            {draft.mapping}
          </textarea>
        )}
      </Field>
      <TickField
        id="allowUnknownHeaders"
        label={t.sources.unknownHeaders}
        hint={t.sources.unknownHeadersHint}
        checked={draft.allowUnknownHeaders === 'yes'}
      />
    </>
  )
}

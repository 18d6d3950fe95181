import type { SetupView } from '#administration/connection-setup'
import type { PullSchedule } from '#administration/pull-schedule'
import { ErrorSummary, Field, FormActions, Seen } from '../../ui/form.tsx'
import { connectionPath, Step } from '../../ui/sources/setup.tsx'
import { TickField } from '../../ui/tick-field.tsx'
import type { View } from '../../view.ts'

export interface ScheduleProps {
  view: View
  connection: SetupView
  schedule: PullSchedule
  /** Settings of this kind of source, as they stand or were typed. */
  draft: Readonly<Record<string, string>>
  errors: Readonly<Record<string, string>>
}

/** When a source is read by itself, and by which rules; everything is filled in already. */
export function SchedulePage({ view, connection, schedule, draft, errors }: ScheduleProps) {
  const { t } = view
  const words = labelsOf(view, schedule)
  return (
    <Step
      view={view}
      connection={connection}
      title={t.sources.steps.schedule}
      isError={Object.keys(errors).length > 0}
    >
      <ErrorSummary view={view} errors={errors} />
      <h1 tabIndex={-1}>{t.sources.steps.schedule}</h1>
      <p>{t.schedule.intro}</p>
      <form
        method="post"
        action={connectionPath(view, connection.id, '/setup/schedule')}
        noValidate
        data-once
      >
        <Seen {...connection} />
        {Object.entries(draft).map(([name, value]) => (
          <Setting key={name} {...{ name, value, error: errors[name] }} words={words[name] ?? [name]} />
        ))}
        <FormActions view={view} back={connectionPath(view, connection.id, '/setup')}>
          {t.schedule.save}
        </FormActions>
      </form>
    </Step>
  )
}

type Labels = Readonly<Record<string, readonly [label: string, hint?: string]>>

function labelsOf({ t: { schedule } }: View, { siteMinutes }: PullSchedule): Labels {
  return {
    pullEveryMinutes: [schedule.every, schedule.everyHint(siteMinutes)],
    fullEveryDays: [schedule.full, schedule.fullHint],
    overlapDays: [schedule.overlap, schedule.overlapHint],
    removalCeilingPercent: [schedule.ceiling, schedule.ceilingHint],
    timeZone: [schedule.timeZone, schedule.timeZoneHint],
    acceptMeasuredHours: [schedule.measured],
    acceptEstimatedHours: [schedule.estimated],
  }
}

interface SettingProps {
  name: string
  value: string
  words: Labels[string]
  error: string | undefined
}

function Setting({ name, value, words: [label, hint], error }: SettingProps) {
  if (name.startsWith('accept')) return <TickField id={name} label={label} checked={value === 'yes'} />
  return (
    <Field id={name} label={label} error={error} {...(hint !== undefined && { hint })}>
      {described => (
        <input
          {...{ id: name, name, value, maxLength: 60 }}
          inputMode={name === 'timeZone' ? undefined : 'numeric'}
          {...described}
        />
      )}
    </Field>
  )
}

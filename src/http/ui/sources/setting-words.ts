import type { View } from '../../view.ts'

/** How a setting of a source is called; `undefined` for one that only the command line sets. */
export function settingLabel(
  { t: { sources, conflict, schedule } }: View,
  field: string,
): string | undefined {
  const labels: Readonly<Record<string, string>> = {
    url: sources.url,
    token: sources.token,
    username: sources.username,
    password: sources.password,
    secrets: conflict.secret,
    courses: sources.courses,
    hoursField: sources.hoursField,
    activities: sources.activities,
    encoding: sources.encoding,
    mapping: sources.mapping,
    allowUnknownHeaders: sources.unknownHeaders,
    snilsField: sources.snilsField,
    platformIssuer: sources.issuer,
    upload: sources.file,
    pullEveryMinutes: schedule.every,
    fullEveryDays: schedule.full,
    overlapDays: schedule.overlap,
    removalCeilingPercent: schedule.ceiling,
    timeZone: schedule.timeZone,
    acceptMeasuredHours: schedule.measured,
    acceptEstimatedHours: schedule.estimated,
    switched: conflict.switched,
  }
  return labels[field]
}

/** Its value, where a form writes a code. */
export function settingValue({ t: { sources, conflict } }: View, field: string, value: string): string {
  if (field === 'secrets') return value && conflict.secretReplaced
  if (field === 'switched')
    return { on: sources.isOn, off: sources.off, draft: sources.draft }[value] ?? value
  return TICKS.has(field) ? conflict[value === 'yes' ? 'yes' : 'no'] : value
}

const TICKS = new Set(['activities', 'allowUnknownHeaders', 'acceptMeasuredHours', 'acceptEstimatedHours'])

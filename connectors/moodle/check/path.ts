/** The path by which completions are read: what of the settings it passes over, and whether its bundles are understood. */
import type { CheckFinding } from '../../contract.ts'
import { finding } from '../../kit/finding.ts'
import { callerOf, type Path } from '../read/pull.ts'
import type { MoodleClient } from '../rest/client.ts'
import type { MoodleSettings } from '../settings.ts'

/** Settings that were made and that this path does not read. */
export function unreadFindings(path: Path, settings: MoodleSettings): CheckFinding[] {
  const { activities, snilsField, report } = settings
  const made = path === 'report' ? { activities: activities || undefined, snilsField } : { report }
  const unread = Object.entries(made).flatMap(([key, value]) => (value === undefined ? [] : [key]))
  if (unread.length === 0) return []
  const message = `the path ${path} does not read ${unread.join(', ')}`
  const remedy = 'choose another path, or take the setting away'
  return [finding('warning', 'moodle_settings_unread', message, remedy)]
}

/** Calls as a pull makes them on this path. */
export interface PathCaller extends MoodleClient {
  /** What is wrong with the bundles, if there were any. */
  findings(): CheckFinding[]
}

/** A bundle that is not understood is made call by call, by the client that is handed in: so one call there is enough. */
export function openCaller(path: Path, settings: MoodleSettings, client: MoodleClient): PathCaller {
  const single = new Set<string>()
  const noting: MoodleClient = {
    redact: client.redact,
    call: (name, params, signal) => {
      single.add(name)
      return client.call(name, params, signal)
    },
  }
  const isOdd = () => path === 'batch' && single.has('core_enrol_get_users_courses')
  return { ...callerOf(path, settings, noting), findings: () => (isOdd() ? [bundlesNotUnderstood] : []) }
}

const bundlesNotUnderstood = finding(
  'warning',
  'moodle_bundles_odd',
  'calls in bundles are not answered as they should be, and are made one by one',
  'look at the error log of the site, or set path to plain',
)

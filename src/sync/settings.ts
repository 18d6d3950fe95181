/** What the pull itself reads of a connection's settings; the rest belongs to the connector. */
import { z } from 'zod'
import type { AnyConnector } from '#connectors/contract'
import { isTimeZone } from '#connectors/kit/time-zone'

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform(text => text === 'true')])

/** A text from a command line or a form is one, too; none is not zero. */
const number = z.union([z.number(), z.string().trim().min(1).transform(Number)])
const within = (least: number, most: number) => number.pipe(z.number().min(least).max(most))
const wholeWithin = (least: number, most: number) => number.pipe(z.int().min(least).max(most))

const settings = z.object({
  /** IANA zone in which completion instants become calendar dates; absent: the organisation's. */
  timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone').optional(),
  /** Whether hours measured by a clock may be credited when the course states none (часы по таймеру). */
  acceptMeasuredHours: flag.default(false),
  /** Whether hours that the source itself only estimates may be credited. */
  acceptEstimatedHours: flag.default(false),
  /** Of 100 completions, how many may disappear from the source in one pass before a person is asked. */
  removalCeilingPercent: within(0, 100).default(10),
  /** Minutes between two pulls by the worker; absent: the site's. */
  pullEveryMinutes: wholeWithin(5, 10_080).optional(),
  /** Days after which the worker reads every detail again (полная загрузка); 0: it never does. */
  fullEveryDays: wholeWithin(0, 365).default(7),
  /** Width of the overlap window (окно перекрытия) of an incremental pass, days; 0: none. */
  overlapDays: wholeWithin(0, 30).default(1),
})

const withZone = settings.required({ timeZone: true })

export type SyncSettings = z.output<typeof withZone>
export type SettingName = keyof SyncSettings

/**
 * Reads them from the stored settings.
 *
 * @throws {z.ZodError} naming each that does not hold
 */
export function readSyncSettings(
  stored: Record<string, unknown>,
  defaults: { timeZone: string },
): SyncSettings {
  return withZone.parse({ ...stored, timeZone: stored.timeZone ?? defaults.timeZone })
}

/** One of them by itself: what another one says wrong does not matter to it. `undefined`: absent, or wrong. */
export function readOneSetting<K extends SettingName>(
  stored: Record<string, unknown>,
  name: K,
): z.output<typeof settings>[K] | undefined {
  return settings.shape[name].safeParse(stored[name]).data as z.output<typeof settings>[K] | undefined
}

type Issue = { path: PropertyKey[]; message: string }

/**
 * What people may set of a connection: all that its connector reads, with the defaults, and of the pull's own what was
 * given.
 *
 * @returns `issues` of each field that does not hold or that nobody reads; none: `settings` is what to store
 */
export function checkSettings(
  connector: Pick<AnyConnector, 'settings'>,
  given: Record<string, unknown>,
): { settings: Record<string, unknown>; issues: Issue[] } {
  const [its, ours] = [connector.settings.safeParse(given), settings.safeParse(given)]
  const names = [...new Set([...Object.keys(connector.settings.shape), ...Object.keys(settings.shape)])]
  const unknown = Object.keys(given).filter(name => !names.includes(name))
  const own = Object.entries(ours.data ?? {}).filter(([name]) => given[name] !== undefined)
  return {
    settings: { ...Object.fromEntries(own), ...its.data },
    issues: [
      ...(its.error?.issues ?? []),
      ...(ours.error?.issues ?? []),
      ...unknown.map(name => ({ path: [name], message: `is no setting; there are: ${names.join(', ')}` })),
    ],
  }
}

/** What the pull itself reads of a connection's settings; the rest belongs to the connector. */
import { z } from 'zod'
import { isTimeZone } from '#connectors/kit/time-zone'

export interface SyncSettings {
  /** IANA zone in which completion instants become calendar dates. */
  timeZone: string
  /** Whether hours measured by a clock may be credited when the course states none (часы по таймеру). Default: no. */
  acceptMeasuredHours: boolean
  /** Whether hours that the source itself only estimates may be credited. Default: no. */
  acceptEstimatedHours: boolean
  /** Of 100 completions, how many may disappear from the source in one pass before a person is asked. Default 10. */
  removalCeilingPercent: number
}

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform(text => text === 'true')])

/**
 * Reads them from the stored settings.
 *
 * @throws {z.ZodError} if the zone is unknown or a switch is neither true nor false
 */
export function readSyncSettings(
  stored: Record<string, unknown>,
  defaults: { timeZone: string },
): SyncSettings {
  const schema = z.object({
    timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone').default(defaults.timeZone),
    acceptMeasuredHours: flag.default(false),
    acceptEstimatedHours: flag.default(false),
    removalCeilingPercent: z.coerce.number().min(0).max(100).default(10),
  })
  return schema.parse(stored)
}

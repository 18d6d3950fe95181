/**
 * Wall-clock time of a zone → an instant. `Date` is not asked to read text: it takes 05.12.2025 for the 12th of May and
 * everything else for the server's own zone.
 */

/** `offsetAt(instant)`: minutes east of Greenwich in the zone, e.g. 420 for Asia/Tomsk today. */
export function createZone(timeZone: string): { toInstant(local: LocalTime): Date } {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const known = new Map<number, number>()
  const offsetAt = (ms: number): number => {
    const hour = Math.floor(ms / 3_600_000)
    const cached = known.get(hour)
    if (cached !== undefined) return cached
    const offset = readOffset(format.formatToParts(ms).find(part => part.type === 'timeZoneName')?.value)
    known.set(hour, offset)
    return offset
  }
  return {
    /** An hour that comes twice is taken the first time; one that is skipped counts as the hour after it. */
    toInstant: local => {
      const wall = utcOf(local)
      const before = offsetAt(wall - dayMs)
      const after = offsetAt(wall + dayMs)
      if (before === after) return new Date(wall - before * 60_000)
      const fits = [before, after]
        .map(offset => ({ offset, at: wall - offset * 60_000 }))
        .filter(({ offset, at }) => offsetAt(at) === offset)
      return new Date(fits.length > 0 ? Math.min(...fits.map(({ at }) => at)) : wall - before * 60_000)
    },
  }
}

const dayMs = 86_400_000

export interface LocalTime {
  year: number
  /** 1–12. */
  month: number
  day: number
  hour: number
  minute: number
  second: number
}

function utcOf(local: LocalTime): number {
  return Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second)
}

/** `GMT+07:00`, `GMT-03:30`, `GMT`. */
function readOffset(name: string | undefined): number {
  const match = /^GMT([+-])(\d{2}):(\d{2})/.exec(name ?? '')
  if (!match) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3])
  return match[1] === '-' ? -minutes : minutes
}

export const dateFormats = [
  'dd.MM.yyyy',
  'dd.MM.yyyy HH:mm',
  'dd.MM.yyyy HH:mm:ss',
  'yyyy-MM-dd',
  'yyyy-MM-dd HH:mm',
  'yyyy-MM-dd HH:mm:ss',
  'dd/MM/yyyy',
] as const
export type DateFormat = (typeof dateFormats)[number]

const fields = { yyyy: 'year', MM: 'month', dd: 'day', HH: 'hour', mm: 'minute', ss: 'second' } as const

/** @returns `null` if the text is not in this format, or names a day that does not exist (31.02) */
export function parseLocalTime(text: string, format: DateFormat): LocalTime | null {
  const local: LocalTime = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 }
  if (text.length !== format.length) return null
  for (const match of format.matchAll(/yyyy|MM|dd|HH|mm|ss|./g)) {
    const part = text.slice(match.index, match.index + match[0].length)
    const field = Object.hasOwn(fields, match[0]) ? fields[match[0] as keyof typeof fields] : undefined
    if (!field) {
      if (part !== match[0] && !(match[0] === ' ' && part === 'T')) return null
    } else if (!/^\d+$/.test(part)) return null
    else local[field] = Number(part)
  }
  return isReal(local) ? local : null
}

function isReal(local: LocalTime): boolean {
  const back = new Date(utcOf(local))
  return (
    local.year >= 1900 &&
    back.getUTCFullYear() === local.year &&
    back.getUTCMonth() === local.month - 1 &&
    back.getUTCDate() === local.day &&
    back.getUTCHours() === local.hour &&
    back.getUTCMinutes() === local.minute &&
    back.getUTCSeconds() === local.second
  )
}

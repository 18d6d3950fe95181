/** Numbers of a workbook → the text that a person sees in the cell. */

/** What a number format is for us: a date, zeros in front, or nothing special. */
export type NumberKind = { kind: 'plain' } | { kind: 'date' } | { kind: 'padded'; width: number }

/** ECMA-376 part 1, §18.8.30: formats that need no declaration. */
const builtInDates = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47])

export function numberKind(id: number, code: string | undefined): NumberKind {
  if (code === undefined) return builtInDates.has(id) ? { kind: 'date' } : { kind: 'plain' }
  if (/^0{2,}$/.test(code)) return { kind: 'padded', width: code.length }
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|General/gi, '')
  return /[dmyh]/i.test(bare) ? { kind: 'date' } : { kind: 'plain' }
}

export function formatNumber(raw: string, format: NumberKind, epoch1904: boolean): string {
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value)) return raw
  if (format.kind === 'date') return formatDate(value, epoch1904)
  const plain =
    Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(tidy(value))
  return format.kind === 'padded' ? plain.padStart(format.width, '0') : plain
}

/** 0.1 + 0.2 is stored with all its digits, and shown with fifteen of them. */
const tidy = (value: number): number => Number(value.toPrecision(15))

/**
 * A serial number of days as `dd.MM.yyyy`, with the time if it has one. Excel counts 29 February 1900, which was not, so
 * numbers from 60 on are one too many.
 */
function formatDate(serial: number, epoch1904: boolean): string {
  const days = epoch1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial
  const at = new Date(Date.UTC(1899, 11, 30) + Math.round(days * 86_400) * 1000)
  if (Number.isNaN(at.getTime())) return String(serial)
  const two = (value: number): string => String(value).padStart(2, '0')
  const date = `${two(at.getUTCDate())}.${two(at.getUTCMonth() + 1)}.${String(at.getUTCFullYear()).padStart(4, '0')}`
  const [hours, minutes, seconds] = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()]
  if (hours + minutes + seconds === 0) return date
  return `${date} ${two(hours)}:${two(minutes)}${seconds === 0 ? '' : `:${two(seconds)}`}`
}

/** Hours by kind of activity: the tariff counts, not time on task (Приложение 1). */
import type { SourceHours } from '../record.ts'
import { normaliseHeader } from './headers.ts'
import type { TariffLine } from './mapping.ts'

export interface TariffAnswer {
  kind?: string
  /** One, or none if the kind is not in the tariff. */
  hours: SourceHours[]
  /** The export names a kind that the tariff does not. */
  unknown: boolean
}

/** @returns asks the tariff: words of the kind, how many pieces, what the row states itself */
export function createTariff(lines: readonly TariffLine[]) {
  const byWords = new Map(
    lines.flatMap(line => [line.kind, ...line.match].map(words => [normaliseHeader(words), line] as const)),
  )
  return (kindText: string, quantity: string, stated: readonly SourceHours[]): TariffAnswer => {
    if (kindText === '' || lines.length === 0) return { hours: [], unknown: false }
    const line = byWords.get(normaliseHeader(kindText))
    if (!line) return { hours: [], unknown: true }
    const pieces = piecesOf(line, quantity, stated)
    const raw =
      pieces === 1 ? `${line.hours} ч. (${line.clause})` : `${line.hours} ч. × ${pieces} (${line.clause})`
    const hours: SourceHours = {
      value: times(line.hours, pieces),
      unit: 'ac45',
      kind: 'nominal',
      from: `tariff:${line.kind}`,
      raw,
    }
    return { kind: line.kind, hours: [hours], unknown: false }
  }
}

/** As many as the row says, or as the hours that it states make up exactly; else one. */
function piecesOf(line: TariffLine, quantity: string, stated: readonly SourceHours[]): number {
  if (!line.perPiece) return 1
  if (/^[1-9]\d{0,2}$/.test(quantity)) return Number(quantity)
  const value = stated.find(hours => hours.unit === 'ac45')?.value
  const pieces = value && /^\d{1,5}$/.test(value) ? Number(value) / Number(line.hours) : 1
  return Number.isInteger(pieces) && pieces >= 1 ? pieces : 1
}

/** Decimals of two places, by whole hundredths. */
function times(hours: string, pieces: number): string {
  const hundredths = Math.round(Number(hours) * 100) * pieces
  return String(hundredths / 100)
}

import { isRepeatable } from '../regulations/regulation.ts'
import { cut, type Line, nameOf, type Rule } from './line.ts'

/**
 * Which of two entries of one module counts: one that a certificate already used (its module is spent), else the one with
 * more hours, so that one more entry never lowers the total, else the earlier, else the smaller id.
 */
function goesBefore(a: Line, b: Line): boolean {
  const [spentA, spentB] = [a.reason === 'consumed', b.reason === 'consumed']
  if (spentA !== spentB) return spentA
  if (a.entry.hours !== b.entry.hours) return a.entry.hours > b.entry.hours
  if (a.entry.date !== b.entry.date) return a.entry.date < b.entry.date
  return a.entry.id < b.entry.id
}

/** The one entry that counts of each module that counts once. */
function keptByModule(lines: readonly Line[]): Map<string, Line> {
  const kept = new Map<string, Line>()
  for (const line of lines) {
    if (line.reason && line.reason !== 'consumed') continue
    const holder = kept.get(line.entry.module)
    if (!holder || goesBefore(line, holder)) kept.set(line.entry.module, line)
  }
  return kept
}

/** One module counts once in a programme, unless it counts per piece (ТГПУ п. 2.1; Приложение 1, строка 11). */
export const duplicate: Rule = lines => {
  const kept = keptByModule(lines)
  return lines.map(line => {
    const holder = kept.get(line.entry.module)
    if (line.reason || !holder || holder === line) return line
    if (line.module && isRepeatable(line.regulation, line.module)) return line
    return cut(line, 'duplicate', {
      facts: { n: nameOf(holder.entry), id: holder.entry.id, date: holder.entry.date },
    })
  })
}

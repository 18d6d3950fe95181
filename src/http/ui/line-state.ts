import type { BookLine } from '#credits/contract'
import type { View } from '../view.ts'

export type LineState = 'counted' | 'part' | 'pending' | 'uncounted'

/** What a line of the book shows: one of four states, each with its own sign, frame and words. */
export function lineState({ entry, counted }: BookLine): LineState {
  if (entry.status === 'imported') return 'pending'
  if (counted.counted > 0) return counted.uncounted > 0 ? 'part' : 'counted'
  return 'uncounted'
}

export const SIGNS: Record<LineState, string> = { counted: '✓', part: '◐', pending: '◷', uncounted: '×' }

export function lineStatus(line: BookLine, view: View): string {
  const { t, say } = view
  const words = t.status
  switch (lineState(line)) {
    case 'counted':
      return words.counted(say.hours(line.counted.counted))
    case 'part':
      return words.part(say.number(line.counted.counted), say.hours(line.entry.hours))
    case 'pending':
      return words.pending(say.hours(line.entry.hours))
    case 'uncounted':
      return line.entry.status === 'rejected'
        ? words.rejected(say.hours(line.entry.hours))
        : words.uncounted(say.hours(line.entry.hours))
  }
}

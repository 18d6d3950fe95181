import type { BookLine } from '#credits/contract'
import type { View } from '../../view.ts'

export type LineState = 'counted' | 'part' | 'pending' | 'uncounted'

/** One status of a line, with its own sign and frame. */
export interface LineStatus {
  state: LineState | 'differs'
  sign: string
  words: string
}

/** What a line of the book comes to: one of four states. */
export function lineState({ entry, counted }: BookLine): LineState {
  if (entry.status === 'imported') return 'pending'
  if (counted.counted > 0) return counted.uncounted > 0 ? 'part' : 'counted'
  return 'uncounted'
}

/** All that stands in the column of statuses: its hours, and «Отличается от источника» where the source says otherwise now. */
export function lineStatuses(line: BookLine, view: View): LineStatus[] {
  const state = lineState(line)
  const own = { state, sign: SIGNS[state], words: hoursStatus(line, view) }
  const differs = { state: 'differs' as const, sign: '≠', words: view.t.status.differs }
  return line.entry.differs?.length ? [own, differs] : [own]
}

const SIGNS: Record<LineState, string> = { counted: '✓', part: '◐', pending: '◷', uncounted: '×' }

function hoursStatus(line: BookLine, { t, say }: View): string {
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

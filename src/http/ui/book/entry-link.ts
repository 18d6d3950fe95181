import type { QueueRow } from '#credits/contract'
import type { View } from '../../view.ts'

/** Address of an entry's page as staff open it; `rest` is e.g. `/correct`. */
export const entryHref = (view: View, { entry }: QueueRow, rest = ''): string =>
  `${view.base}/learners/${encodeURIComponent(entry.learnerId)}/entries/${encodeURIComponent(entry.id)}${rest}?programme=${encodeURIComponent(entry.programmeId)}`

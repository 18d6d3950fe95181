import type { QueueRow } from '#credits/contract'
import { entryHref } from '../../ui/book/entry-link.ts'
import type { View } from '../../view.ts'

/** Address of an entry's page that leads back to where the queue stands, filter, page and row. */
export const fromQueue = (view: View, row: QueueRow, rest = ''): string =>
  `${entryHref(view, row, rest)}&return=${encodeURIComponent(`${view.here}#pick-${row.entry.id}`)}`

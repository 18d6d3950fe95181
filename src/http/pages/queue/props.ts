import type { QueueRow, QueueView } from '#credits/contract'
import type { Notice } from '../../notice.ts'
import type { View } from '../../view.ts'

export interface QueueFilter {
  programme: string
  source: string
  module: string
  remarks: '' | 'with' | 'without'
  text: string
}

export interface QueueProps {
  view: View
  queue: QueueView
  filter: QueueFilter
  /** Address of the next page of rows, without the base. */
  nextHref: string | null
  isFirstPage: boolean
  notice: Notice | null
  /** Entries that the action of the notice left out. */
  left: readonly QueueRow[]
  problem?: string
}

/** Rows that a bulk action takes: no remarks, not the actor's own. */
export const isClean = (row: QueueRow): boolean => row.remarks.length === 0 && !row.own

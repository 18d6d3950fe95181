import type { QueueRow, QueueView } from '#credits/contract'
import type { Notice } from '../../notice.ts'
import type { View } from '../../view.ts'

export interface QueueFilter {
  programme: string
  source: string
  module: string
  remarks: '' | 'with' | 'without'
  text: string
  reminded: '' | 'yes'
  late: '' | 'yes'
}

export interface QueueProps {
  view: View
  queue: QueueView
  filter: QueueFilter
  /** Address of the next page of rows, without the base. */
  nextHref: string | null
  isFirstPage: boolean
  /** Entries that this curator unticked, on all pages. */
  leftOut: readonly string[]
  /** Keys of one letter are switched off. */
  keysOff: boolean
  notice: Notice | null
  /** Entries that the action of the notice left out. */
  left: readonly QueueRow[]
  /** Whose entry the notice is of, where it was one. */
  learner?: string
  problem?: string
}

/** Address of the queue narrowed so, without the base. */
export function queuePath(filter: Partial<QueueFilter> & { after?: string }): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value))
  return query.size > 0 ? `/queue?${query}` : '/queue'
}

/** It is for somebody else to decide: the actor's own, or of a book in which other roles sign. */
export const isOthers = ({ own, signedBy }: QueueRow): boolean => own || signedBy !== undefined

/** As many unticked entries a session remembers; beyond them «all by filter» would take what somebody left out. */
export const MOST_LEFT_OUT = 1000

/** Rows that a bulk action takes: without remarks, and the actor's to decide. */
export const isClean = (row: QueueRow): boolean => row.remarks.length === 0 && !isOthers(row)

export const isTicked = (row: QueueRow, leftOut: readonly string[]): boolean =>
  isClean(row) && !leftOut.includes(row.entry.id)

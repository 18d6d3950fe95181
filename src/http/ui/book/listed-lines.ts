/** Which lines of a book a page lists: those of a filter, and of a long book a hundred at a time. */
import type { BookLine } from '#credits/contract'
import { lineState } from './line-state.ts'

export const BOOK_FILTERS = ['all', 'counted', 'pending', 'left'] as const
export type BookFilter = (typeof BOOK_FILTERS)[number]

/** From 1. */
export type LinePage = number | 'all'

export interface AskedLines {
  show: BookFilter
  /** `null`: the page of the line that was asked for, else the first. */
  page: LinePage | null
  /** Entry whose reason stands unfolded. */
  open: string | null
  /** Its lines stand out. */
  module: string | null
}

export interface ListedLines {
  lines: BookLine[]
  /** How many stand on the pages before this one. */
  before: number
  /** Of the filter, on all pages. */
  count: number
  page: LinePage
}

export const LINES_ON_PAGE = 100

/** What nobody asked to see apart. */
export const WHOLE_BOOK: AskedLines = { show: 'all', page: null, open: null, module: null }

export function filterLines(lines: readonly BookLine[], show: BookFilter): BookLine[] {
  const states = { all: null, counted: ['counted', 'part'], pending: ['pending'], left: ['uncounted'] }[show]
  return lines.filter(line => states === null || states.includes(lineState(line)))
}

export function listLines(of: readonly BookLine[], asked: AskedLines): ListedLines {
  const lines = filterLines(of, asked.show)
  const count = lines.length
  if (asked.page === 'all') return { lines, before: 0, count, page: 'all' }
  const last = Math.max(1, Math.ceil(count / LINES_ON_PAGE))
  const page = Math.min(asked.page ?? pageWith(lines, asked), last)
  const before = (page - 1) * LINES_ON_PAGE
  return { lines: lines.slice(before, before + LINES_ON_PAGE), before, count, page }
}

function pageWith(lines: readonly BookLine[], { open, module }: AskedLines): number {
  const at = lines.findIndex(
    ({ entry }) => entry.id === open || (module !== null && entry.moduleId === module),
  )
  return at < 0 ? 1 : Math.floor(at / LINES_ON_PAGE) + 1
}

/** Address of another part of the same list, by its query. */
export type PartHref = (query: Record<string, string>) => string

/** To an entry where it stands on this page, else to the page that has it; `reason`: unfolded. */
export function lineHref(
  listed: ListedLines,
  entryId: string,
  part: 'entry' | 'reason',
  hrefOf: PartHref,
): string {
  const isHere = listed.lines.some(({ entry }) => entry.id === entryId)
  return `${isHere ? '' : hrefOf({ open: entryId })}#${part}-${entryId}`
}

import type { BookDeps } from '../books/load-books.ts'

export type ReportDeps = BookDeps

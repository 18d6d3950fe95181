import type { PlannedItem } from '#domain/reports/standing'
import type { BookDeps } from '../books/load-books.ts'

/** An approved route as reports read it. */
export interface RouteInForce {
  items: readonly (PlannedItem & { done: boolean })[]
}

export interface ReportDeps extends BookDeps {
  /** Routes in force, by enrolment id. */
  routesOf(enrolmentIds: readonly string[]): Promise<ReadonlyMap<string, RouteInForce>>
}

/** The approved plan as it held on a day, item by item with what became of it. */
import { zeroHours } from '#domain/hours'
import type { CalendarDate } from '#domain/kinds'
import type { PlannedItem } from '#domain/reports/standing'
import type { Route, RouteItem } from '#domain/routes/route'
import { localDate } from '#domain/time/local-date'
import type { LoadedBook } from '../books/load-books.ts'

export interface RouteInForce {
  items: readonly (PlannedItem & { done: boolean })[]
}

/** `null`: none was approved by the day. */
export function routeInForce(
  route: Route | undefined,
  book: LoadedBook,
  { on, timeZone }: { on: CalendarDate; timeZone: string },
): RouteInForce | null {
  const approved = route?.revisions.filter(
    ({ approvedAt }) => approvedAt !== undefined && localDate(new Date(approvedAt), timeZone) <= on,
  )
  const inForce = approved?.at(-1)
  if (!inForce) return null
  const done = new Set(book.entries.filter(each => each.status === 'confirmed').map(each => each.moduleId))
  return { items: inForce.items.map(item => planned(item, done)) }
}

function planned({ hours, plannedOn, moduleId }: RouteItem, done: ReadonlySet<string>) {
  return { hours: hours ?? zeroHours, plannedOn, done: moduleId !== undefined && done.has(moduleId) }
}

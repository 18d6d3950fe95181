/** What one change of a route made different, for whoever was about to change it as well. */

import { type Difference, differencesOf } from '../changes/meanwhile.ts'
import { formatHours } from '../hours.ts'
import { latestRevision, type Route, type RouteItem } from './route.ts'

/** Fields: `revision` and `routeState`; an event under `event:ID`, one of the texts under `text:ID`. */
export const differencesIn = (read: Route, next: Route): Difference[] => differencesOf(said(read), said(next))

function said(route: Route): Record<string, string> {
  const { number, state, items, texts = {} } = latestRevision(route)
  return {
    ...{ revision: String(number), routeState: route.closed ? 'closed' : state },
    organisation: route.organisation,
    ...Object.fromEntries(items.map(item => [`event:${item.id}`, eventText(item)])),
    ...Object.fromEntries(Object.entries(texts).map(([id, text]) => [`text:${id}`, text])),
  }
}

function eventText({ title, hours, plannedOn, plannedUntil, provider, forWhom }: RouteItem): string {
  const days = [plannedOn, plannedUntil].filter(Boolean).join(' – ')
  const said = [title, hours === undefined ? '' : formatHours(hours), days, provider, forWhom?.group]
  return said.filter(Boolean).join(', ')
}

/** Short ways to write a route and to take its steps. */

import type { Participant } from '#domain/regulations/data'
import type { Regulation } from '#domain/regulations/regulation'
import { routeSubjectType } from '#domain/routes/chain'
import { takeStep } from '#domain/routes/decisions'
import { type RouteActor, type StepDetails, sendRoute } from '#domain/routes/machine'
import { latestRevision, type Route, type RouteItem } from '#domain/routes/route'
import { h } from '../support.ts'

export const AT = '2026-11-22T09:00:00.000Z'

export const anItem = (id: string, more: Partial<RouteItem> = {}): RouteItem => ({
  id,
  title: `Мероприятие ${id}`,
  kind: 'seminar',
  hours: h('8'),
  plannedOn: '2026-12-01',
  ...more,
})

/** A draft with one item, as the regulation's learner or school would have it. */
export function aRoute(regulation: Regulation, more: Partial<Route> = {}): Route {
  const subject: Route['subject'] =
    routeSubjectType(regulation) === 'school'
      ? { type: 'school', organisation: 'Школа № 12' }
      : { type: 'learner', learnerId: 'p-learner', enrolmentId: 'en-1' }
  return {
    id: 'route-1',
    subject,
    programmeId: 'prog-1',
    organisation: 'Школа № 12',
    regulation: regulation.id,
    termFrom: '2026-09-01',
    revisions: [
      {
        number: 1,
        kind: 'first',
        state: 'draft',
        items: [anItem('i1')],
        removed: [],
        steps: [],
        createdAt: AT,
      },
    ],
    history: [],
    version: 1,
    createdAt: AT,
    ...more,
  }
}

/** Somebody with these roles; without a name of their own, one after the first role. */
export const inRole = (...roles: Participant[]): RouteActor => named(`p-${roles[0]}`, ...roles)

export const named = (personId: string, ...roles: Participant[]): RouteActor => ({
  personId,
  name: `Имя ${personId}`,
  roles: roles.map(role => ({ role, appointmentId: `ap-${role}` })),
})

export const by = (actor: RouteActor, more: Partial<StepDetails> = {}): StepDetails => ({
  actor,
  at: AT,
  ...more,
})

const ORDER = { number: '17-од', date: '2026-11-20' } as const

/** Sent by the first of its drafters and taken by each role in turn. */
export function walk(
  regulation: Regulation,
  route: Route,
  sender: Participant,
  ...roles: Participant[]
): Route {
  const sent = sendRoute(route, regulation, sender, by(inRole(sender)))
  return roles.reduce((so, role) => {
    const order = role === 'head' ? { order: ORDER } : {}
    return takeStep(so, by(inRole(role), order))
  }, sent)
}

export const stateOf = (route: Route) => latestRevision(route).state

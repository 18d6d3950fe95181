/** Routes (маршруты): one document each, revisions inside; a change replaces the version that it saw. */
import type { Route } from '#domain/routes/route'

/** One route an enrolment, one plan a school and programme. */
export type RouteSubjectKey = { enrolmentId: string } | { organisation: string; programmeId: string }

export interface RouteStore {
  /** @returns the route; the one that is there if the subject has one already */
  create(route: Route): Promise<Route>
  byId(id: string): Promise<Route | null>
  bySubject(key: RouteSubjectKey): Promise<Route | null>
  byEnrolments(enrolmentIds: readonly string[]): Promise<Route[]>
  /** Replaces version `route.version - 1`: one atomic update. @returns whether that version was there */
  replace(route: Route): Promise<boolean>
  /** A page by id of the routes of these programmes; `open`: only those that await a decision or acceptance. */
  list(q: {
    programmeIds: readonly string[]
    open?: boolean
    after?: string
    limit: number
  }): Promise<Route[]>
}

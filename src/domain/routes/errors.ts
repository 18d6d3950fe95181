/** What a route refuses. Each has its code; texts for people stand with the pages. */
import { AppError } from '../errors.ts'

/** What an item lacks; `code` names the words for people. */
export type RouteItemFault =
  | 'title-missing'
  | 'hours-missing'
  | 'hours-wrong'
  | 'hours-kind'
  | 'date-missing'
  | 'date-wrong'
  | 'date-outside-term'
  | 'last-day-before-first'
  | 'one-day-only'
  | 'module-unknown'
  | 'module-planned'
  | 'too-long'
  | 'group-incomplete'

export interface RouteItemIssue {
  path: string
  message: string
  code: RouteItemFault
  facts?: Readonly<Record<string, string>>
}

/** A planned item does not hold; `issues` name each field. */
export class RouteItemError extends AppError {
  readonly code = 'route_item_invalid'
  readonly status = 422
  readonly issues: readonly RouteItemIssue[]

  constructor(issues: readonly RouteItemIssue[]) {
    super('the item does not hold')
    this.issues = issues
  }
}

/** A text that the form of the route does not have, or one that is too long; `text` names it. */
export class RouteTextError extends AppError {
  readonly code = 'route_text'
  readonly status = 422
}

/** The revision is in a state from which this does not lead anywhere. */
export class RouteStateError extends AppError {
  readonly code = 'route_state'
  readonly status = 409
}

/** The actor may decide, but others come first. */
export class RouteOutOfTurnError extends AppError {
  readonly code = 'route_out_of_turn'
  readonly status = 409
}

/** Nobody of the actor's roles takes this step; `roles` names those that do. */
export class RouteRoleError extends AppError {
  readonly code = 'route_role'
  readonly status = 403
}

/** Nobody agrees or approves their own route. */
export class OwnRouteError extends AppError {
  readonly code = 'own_route'
  readonly status = 403
}

/** Whoever agreed does not approve: two people, two roles. */
export class RouteSamePersonError extends AppError {
  readonly code = 'route_same_person'
  readonly status = 403
}

/** Somebody changed the route since the actor looked. */
export class RouteChangedError extends AppError {
  readonly code = 'route_changed'
  readonly status = 409
}

/** There is nothing in the plan to agree on. */
export class RouteEmptyError extends AppError {
  readonly code = 'route_empty'
  readonly status = 422
}

/** A route keeps all its revisions and lines, and this one keeps as many as it can. */
export class RouteFullError extends AppError {
  readonly code = 'route_full'
  readonly status = 409
}

/** Returning for rework needs a comment that the learner will read. */
export class RouteCommentRequiredError extends AppError {
  readonly code = 'route_comment_required'
  readonly status = 422
}

/** A step that orders needs the number and the date of the order (приказ). */
export class RouteOrderRequiredError extends AppError {
  readonly code = 'route_order_required'
  readonly status = 422
}

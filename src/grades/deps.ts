import type { LtiServices } from '#lti/services/services'
import type { Stores } from '#store/ports/index'

export interface GradesDeps {
  stores: Pick<
    Stores,
    | 'grants'
    | 'places'
    | 'grades'
    | 'people'
    | 'enrolments'
    | 'programmes'
    | 'entries'
    | 'platforms'
    | 'outbox'
  >
  services: Pick<LtiServices, 'findLineItem' | 'hasLineItem' | 'createLineItem' | 'postScore'>
  now(): Date
  newId(): string
}

import { LtiError } from '../errors/lti-error.ts'

/** A review of the work of somebody whom nobody has enrolled and who never came. */
export class LearnerUnknownError extends LtiError {
  readonly code = 'lti_learner_unknown'
  readonly status = 404
}

import { LtiError } from '../errors/lti-error.ts'

/** Somebody who neither teaches nor administers asked to place content. */
export class DeepLinkingForbiddenError extends LtiError {
  readonly code = 'lti_deep_linking_forbidden'
  readonly status = 403
}

/** The platform takes no links of the kind that we give. */
export class DeepLinkingTypesError extends LtiError {
  readonly code = 'lti_deep_linking_types'
  readonly status = 400
}

/** The page of choices is too old, or what it carries is not ours. */
export class SelectionOverError extends LtiError {
  readonly code = 'lti_selection_over'
  readonly status = 400
}

/** Nothing was chosen, or nothing that this deployment may place. */
export class SelectionEmptyError extends LtiError {
  readonly code = 'lti_selection_empty'
  readonly status = 400
}

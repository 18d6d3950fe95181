import type { LtiCode } from './codes.ts'

/** Who can mend a refused launch: the person, who administers the platform here, the LMS, the network, or our operator. */
export type FailureOwner = 'person' | 'you' | 'lms' | 'network' | 'operator'

const OWNERS: Partial<Record<LtiCode, FailureOwner>> = {
  lti_state_missing: 'person',
  lti_state_unknown: 'person',
  lti_state_expired: 'person',
  lti_state_used: 'person',
  lti_nonce_mismatch: 'person',
  lti_cookie_missing: 'person',
  lti_browser_mismatch: 'person',
  lti_request_foreign: 'person',
  lti_selection_over: 'person',
  lti_selection_empty: 'person',
  lti_deep_linking_forbidden: 'person',
  lti_platform_refused: 'person',
  lti_platform_unknown: 'you',
  lti_platform_ambiguous: 'you',
  lti_platform_inactive: 'you',
  lti_deployment_unknown: 'you',
  lti_learner_unknown: 'you',
  lti_invitation_unknown: 'you',
  lti_invitation_used: 'you',
  lti_invitation_expired: 'you',
  lti_registration_exists: 'you',
  lti_registration_foreign: 'operator',
  lti_not_registered: 'operator',
  lti_keys_unreachable: 'network',
  lti_registration_unreachable: 'network',
}

/** What stands in a token or a request is the LMS's to mend. */
export const ownerOf = (code: LtiCode): FailureOwner => OWNERS[code] ?? 'lms'

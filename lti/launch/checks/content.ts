import { LtiError } from '../../errors/lti-error.ts'
import { httpOrigin } from '../../origin.ts'
import { CLAIM, type Claims, memberOf, textOf } from '../claims.ts'
import { type Check, known } from '../draft.ts'
import { MESSAGE } from './message.ts'

/** A launch of a link that names no link. */
export class ResourceLinkMissingError extends LtiError {
  readonly code = 'lti_resource_link_missing'
  readonly status = 400
}

/** A deep linking request without settings, accepted types or a way back. */
export class DeepLinkingInvalidError extends LtiError {
  readonly code = 'lti_deep_linking_invalid'
  readonly status = 400
}

/** A submission review that does not say whose. */
export class ForUserMissingError extends LtiError {
  readonly code = 'lti_for_user_missing'
  readonly status = 400
}

/** What each message type requires beside what all do; a privacy launch requires nothing more. */
const REQUIRED: Readonly<Record<string, (claims: Claims) => void>> = {
  [MESSAGE.resourceLink]: claims => checkResourceLink(claims[CLAIM.resourceLink]),
  [MESSAGE.deepLinking]: claims => checkDeepLinking(claims[CLAIM.deepLinking]),
  [MESSAGE.submissionReview]: claims => checkForUser(claims[CLAIM.forUser]),
  [MESSAGE.dataPrivacy]: () => {},
}

/**
 * What the message type requires is there.
 *
 * @see LTI 1.3 §5.3.5; Deep Linking 2.0 §4.4.1; Submission Review 1.0 §3; Data Privacy Launch 1.0
 */
export const checkContent: Check = draft => {
  const claims = known(draft.claims)
  REQUIRED[String(claims[CLAIM.messageType])]?.(claims)
}

function checkForUser(claim: unknown): void {
  if (textOf(memberOf(claim, 'user_id'), 255) === undefined) throw new ForUserMissingError()
}

function checkResourceLink(link: unknown): void {
  const id = memberOf(link, 'id')
  if (typeof id !== 'string' || id === '' || id.length > 255) throw new ResourceLinkMissingError()
}

function checkDeepLinking(settings: unknown): void {
  const types = memberOf(settings, 'accept_types')
  const targets = memberOf(settings, 'accept_presentation_document_targets')
  const sound = Array.isArray(types) && types.length > 0 && Array.isArray(targets)
  if (!sound || httpOrigin(memberOf(settings, 'deep_link_return_url')) === undefined) {
    throw new DeepLinkingInvalidError()
  }
}

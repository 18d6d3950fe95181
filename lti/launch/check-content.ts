import { LtiError } from '../errors/lti-error.ts'
import { httpOrigin } from '../origin.ts'
import { MESSAGE } from './check-message.ts'
import { CLAIM, memberOf } from './claims.ts'
import { type Check, known } from './draft.ts'

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

/** What the message type requires is there. @see LTI 1.3 §5.3.5; Deep Linking 2.0 §4.4.1 */
export const checkContent: Check = draft => {
  const claims = known(draft.claims)
  if (claims[CLAIM.messageType] === MESSAGE.deepLinking) checkDeepLinking(claims[CLAIM.deepLinking])
  else checkResourceLink(claims[CLAIM.resourceLink])
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

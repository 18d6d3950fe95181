import { LtiError } from '../../errors/lti-error.ts'
import { CLAIM, textOf } from '../claims.ts'
import { type Check, known } from '../draft.ts'

/** The token says no message type. */
export class MessageTypeMissingError extends LtiError {
  readonly code = 'lti_message_type_missing'
  readonly status = 400
}

/** A message that we do not answer; `facts.messageType` names it. */
export class MessageUnsupportedError extends LtiError {
  readonly code = 'lti_message_unsupported'
  readonly status = 400
}

/** Messages whose claims we know how to check. */
export const MESSAGE = {
  resourceLink: 'LtiResourceLinkRequest',
  deepLinking: 'LtiDeepLinkingRequest',
  submissionReview: 'LtiSubmissionReviewRequest',
  dataPrivacy: 'LtiDataPrivacyLaunchRequest',
} as const

const KNOWN: ReadonlySet<string> = new Set(Object.values(MESSAGE))

/** A message type that we can check. @see LTI 1.3 §5.3.1 */
export const checkMessage: Check = draft => {
  const messageType = textOf(known(draft.claims)[CLAIM.messageType], 255)
  if (messageType === undefined) throw new MessageTypeMissingError()
  if (!KNOWN.has(messageType)) throw new MessageUnsupportedError({ facts: { messageType } })
}

/** Something of ours answers this message: after the message itself proved sound. */
export const checkServed: Check = (draft, { messages }) => {
  const messageType = String(known(draft.claims)[CLAIM.messageType])
  if (!messages.has(messageType)) throw new MessageUnsupportedError({ facts: { messageType } })
}

/** Names of the claims of a launch. @see LTI 1.3 §5.3; AGS 2.0 §3.1; NRPS 2.0 §3.6.1; Deep Linking 2.0 §4.4 */
const LTI = 'https://purl.imsglobal.org/spec/lti/claim'

export const CLAIM = {
  version: `${LTI}/version`,
  messageType: `${LTI}/message_type`,
  deploymentId: `${LTI}/deployment_id`,
  targetLinkUri: `${LTI}/target_link_uri`,
  resourceLink: `${LTI}/resource_link`,
  roles: `${LTI}/roles`,
  context: `${LTI}/context`,
  custom: `${LTI}/custom`,
  launchPresentation: `${LTI}/launch_presentation`,
  ags: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
  forUser: `${LTI}/for_user`,
  nrps: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
  deepLinking: 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings',
} as const

/** Claims as they came: proven to be the platform's, not yet to make sense. */
export type Claims = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** The text of a claim: trimmed, `undefined` when it is not a string, empty, or longer than allowed. */
export function textOf(value: unknown, maxLength = 1024): string | undefined {
  if (typeof value !== 'string' || value.length > maxLength) return undefined
  return value.trim() === '' ? undefined : value.trim()
}

/** Member of a claim that is an object. */
export const memberOf = (claim: unknown, name: string): unknown => (isObject(claim) ? claim[name] : undefined)

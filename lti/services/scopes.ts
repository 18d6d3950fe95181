/** Scopes of the services. @see AGS 2.0 §3.1; NRPS 2.0 §3.2 */
const AGS = 'https://purl.imsglobal.org/spec/lti-ags/scope'

export const SCOPE = {
  lineItem: `${AGS}/lineitem`,
  score: `${AGS}/score`,
  roster: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
} as const

/** Scopes of the services. */
const AGS = 'https://purl.imsglobal.org/spec/lti-ags/scope'

export const LINE_ITEM = `${AGS}/lineitem`
export const LINE_ITEM_READONLY = `${AGS}/lineitem.readonly`
export const RESULT_READONLY = `${AGS}/result.readonly`
export const SCORE = `${AGS}/score`
export const MEMBERSHIP = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly'

export const AGS_SCOPES = [LINE_ITEM, LINE_ITEM_READONLY, RESULT_READONLY, SCORE] as const
export const ALL_SCOPES: readonly string[] = [...AGS_SCOPES, MEMBERSHIP]

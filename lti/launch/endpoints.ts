import { httpOrigin } from '../origin.ts'
import { CLAIM, type Claims, memberOf } from './claims.ts'

/** Services that the platform offers for this context. */
export interface LaunchEndpoints {
  ags?: { lineItems?: string; lineItem?: string }
  /** Address of the roster. */
  nrps?: string
  /** Scopes granted, as listed in the launch. */
  scopes: string[]
}

const NRPS_SCOPE = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly'

const address = (value: unknown): string | undefined =>
  httpOrigin(value) === undefined ? undefined : String(value)

/**
 * Addresses of grades and roster. Moodle leaves `lineitem` out when grades are «delegated»: then a tool makes its
 * own through `lineitems`.
 *
 * @see AGS 2.0 §3.1; NRPS 2.0 §3.6.1
 */
export function parseEndpoints(claims: Claims): LaunchEndpoints {
  const lineItems = address(memberOf(claims[CLAIM.ags], 'lineitems'))
  const lineItem = address(memberOf(claims[CLAIM.ags], 'lineitem'))
  const nrps = address(memberOf(claims[CLAIM.nrps], 'context_memberships_url'))
  const ags = { ...(lineItems ? { lineItems } : {}), ...(lineItem ? { lineItem } : {}) }
  return {
    ...(lineItems || lineItem ? { ags } : {}),
    ...(nrps ? { nrps } : {}),
    scopes: [...scopesOf(memberOf(claims[CLAIM.ags], 'scope')), ...(nrps ? [NRPS_SCOPE] : [])],
  }
}

const scopesOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter(scope => typeof scope === 'string').slice(0, 50) : []

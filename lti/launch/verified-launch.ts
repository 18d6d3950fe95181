import { type Opens, parseOpens } from '../deep-linking/opens.ts'
import { httpOrigin } from '../origin.ts'
import { CLAIM, type Claims, isObject, memberOf, textOf } from './claims.ts'
import { known, type LaunchDraft } from './draft.ts'
import { type LaunchEndpoints, parseEndpoints } from './endpoints.ts'
import { definedOnly, type LaunchName, parseName } from './names.ts'
import { type LaunchRole, mapRoles } from './roles.ts'

/** A launch that passed every check: who came, from where, as what. */
export interface VerifiedLaunch {
  issuer: string
  clientId: string
  deploymentId: string
  registrationId: string
  /** The person's id at the platform. */
  sub: string
  name: LaunchName
  email?: string
  /** Ours, never empty. */
  roles: LaunchRole[]
  context?: { id: string; title?: string; label?: string }
  resourceLink?: { id: string; title?: string }
  messageType: string
  targetLinkUri: string
  locale?: string
  endpoints: LaunchEndpoints
  custom: Record<string, string>
  /** Origin of the LMS page around us, for frame-ancestors. */
  platformOrigin: string
  returnUrl?: string
  /** How the browser was proven. */
  rung: Rung
  /** Whose submission a review is about: their id at the platform. */
  forUser?: { id: string }
  /** What a link, placed by deep linking, opens. */
  opens: Opens
  /** Settings of a deep linking request, as they came. */
  deepLinking?: Readonly<Record<string, unknown>>
}

/**
 * Rungs of the ladder: the cookie of the frame, the platform's storage, a login begun again in a tab, the storage with
 * the session in a tab because the frame keeps no cookie at all.
 */
export type Rung = 'cookie' | 'storage' | 'tab' | 'storage-tab'

/** @param draft one that all checks have passed */
export function buildVerifiedLaunch(draft: LaunchDraft, rung: Rung): VerifiedLaunch {
  const claims = known(draft.claims)
  const registration = known(draft.registration)
  const returnUrl = returnUrlOf(claims)
  const custom = parseCustom(claims[CLAIM.custom])
  const forUser = textOf(memberOf(claims[CLAIM.forUser], 'user_id'), 255)
  const settings = claims[CLAIM.deepLinking]
  return {
    issuer: registration.issuer,
    clientId: registration.clientId,
    deploymentId: String(claims[CLAIM.deploymentId]),
    registrationId: registration.id,
    sub: String(claims.sub),
    name: parseName(claims),
    roles: mapRoles(claims[CLAIM.roles] as string[]),
    messageType: String(claims[CLAIM.messageType]),
    targetLinkUri: String(claims[CLAIM.targetLinkUri]),
    endpoints: parseEndpoints(claims),
    custom,
    rung,
    opens: parseOpens(custom, String(claims[CLAIM.targetLinkUri])),
    platformOrigin:
      httpOrigin(returnUrl) ?? httpOrigin(registration.issuer) ?? new URL(registration.authUrl).origin,
    ...definedOnly({
      email: textOf(claims.email, 320),
      context: parseContext(claims[CLAIM.context]),
      resourceLink: parseLink(claims[CLAIM.resourceLink]),
      locale: localeOf(claims),
      returnUrl,
      forUser: forUser === undefined ? undefined : { id: forUser },
      deepLinking: isObject(settings) ? settings : undefined,
    }),
  }
}

/** Language that the platform shows to the person. @see LTI 1.3 §5.4.4 */
export const localeOf = (claims: Claims): string | undefined =>
  textOf(memberOf(claims[CLAIM.launchPresentation], 'locale'), 35) ?? textOf(claims.locale, 35)

function returnUrlOf(claims: Claims): string | undefined {
  const url = textOf(memberOf(claims[CLAIM.launchPresentation], 'return_url'), 2048)
  return httpOrigin(url) === undefined ? undefined : url
}

function parseContext(claim: unknown): VerifiedLaunch['context'] {
  const id = textOf(memberOf(claim, 'id'), 255)
  if (id === undefined) return undefined
  return {
    id,
    ...definedOnly({ title: textOf(memberOf(claim, 'title')), label: textOf(memberOf(claim, 'label')) }),
  }
}

function parseLink(claim: unknown): VerifiedLaunch['resourceLink'] {
  const id = textOf(memberOf(claim, 'id'), 255)
  return id === undefined ? undefined : { id, ...definedOnly({ title: textOf(memberOf(claim, 'title')) }) }
}

/** Custom parameters that are strings; 64 at most. */
function parseCustom(claim: unknown): Record<string, string> {
  const entries = isObject(claim) ? Object.entries(claim) : []
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return Object.fromEntries(texts.filter(([, value]) => value.length <= 2048).slice(0, 64))
}

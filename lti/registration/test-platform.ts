import { LtiError } from '../errors/lti-error.ts'
import type { Language } from '../errors/text-types.ts'
import { fetchKeySet, type KeySet } from '../keys/fetch-key-set.ts'
import { SKEW_SECONDS } from '../launch/check-timestamps.ts'
import type { LtiLibrary } from '../library.ts'
import type { Clock, PlatformRegistration } from '../ports.ts'
import { type FindingCode, findingText, remedyOfReason } from './finding-texts.ts'

/** One thing that was tried: what came out, and what to do. `code` is stable. */
export interface PlatformFinding {
  level: 'ok' | 'warning' | 'error'
  code: string
  message: string
  remedy?: string
}

export interface PlatformTestDeps {
  library: Pick<LtiLibrary, 'register' | 'accessToken'>
  publicUrl: string
  allowPrivateAddresses: boolean
  now: Clock
}

/** A finding before it has words. */
interface Found {
  level: PlatformFinding['level']
  code: FindingCode
  facts: Record<string, string | number>
}

const found = (
  level: Found['level'],
  code: FindingCode,
  facts: Record<string, string | number> = {},
): Found => ({ level, code, facts })

/**
 * Tries what a launch and a background job need. Never throws for a fault of the platform: it is a finding.
 *
 * @returns findings in the order in which a launch would meet them, in words of the language
 */
export async function testPlatform(
  platform: PlatformRegistration,
  deps: PlatformTestDeps,
  language: Language = 'en',
): Promise<PlatformFinding[]> {
  const findings = [
    ...checkState(platform),
    ...checkHosts(platform),
    checkRedirect(deps.publicUrl),
    ...(await checkKeys(platform, deps, language)),
    await checkToken(platform, deps),
  ]
  return findings.map(({ level, code, facts }) => ({
    level,
    code: subjectOf(code),
    ...findingText(code, facts, language),
  }))
}

/** What was tried: the words differ by what came out, the code does not. */
const subjectOf = (code: FindingCode): string => /^(token|clock)/.exec(code)?.[0] ?? code

function checkState({ id, active, deployments }: PlatformRegistration): Found[] {
  const waiting = deployments.filter(one => !one.approved).map(one => one.id)
  const off = active ? [] : [found('error', 'inactive', { id })]
  if (waiting.length === deployments.length)
    return [...off, found('error', 'no-deployment', { id, deployment: waiting[0] ?? 'DEPLOYMENT' })]
  if (waiting.length === 0) return off
  return [...off, found('warning', 'deployment-waiting', { id, deployments: waiting.join(', ') })]
}

/** Platforms of several hosts exist (Canvas), so another host is a reason to look, not a fault. */
function checkHosts({ issuer, authUrl, tokenUrl, jwksUrl }: PlatformRegistration): Found[] {
  const expected = new URL(issuer).host
  const others = [authUrl, tokenUrl, jwksUrl].map(url => new URL(url).host).filter(host => host !== expected)
  if (others.length === 0) return []
  return [found('warning', 'other-host', { hosts: [...new Set(others)].join(', ') })]
}

function checkRedirect(publicUrl: string): Found {
  const { protocol, hostname } = new URL(publicUrl)
  if (protocol === 'https:' || hostname === 'localhost' || hostname.startsWith('127.'))
    return found('ok', 'redirect-address', { address: `${publicUrl}/lti/launch` })
  return found('error', 'not-https', { address: publicUrl })
}

async function checkKeys(
  platform: PlatformRegistration,
  deps: PlatformTestDeps,
  language: Language,
): Promise<Found[]> {
  try {
    const keySet = await fetchKeySet(platform.jwksUrl, deps.allowPrivateAddresses)
    return [checkKeyKinds(keySet), ...checkClock(keySet.servedAt, deps.now())]
  } catch (error) {
    if (!(error instanceof LtiError)) throw error
    const reason = reasonOf(error)
    return [found('error', 'keys-unreachable', { reason, remedy: remedyOfReason(reason, language) })]
  }
}

function checkKeyKinds({ keys }: KeySet): Found {
  const usable = keys.filter(key => key.kty === 'RSA' && typeof key.kid === 'string' && key.use !== 'enc')
  return usable.length > 0 ? found('ok', 'keys', { count: usable.length }) : found('error', 'no-key')
}

function checkClock(servedAt: Date | undefined, now: Date): Found[] {
  if (servedAt === undefined) return []
  const ahead = Math.round((servedAt.getTime() - now.getTime()) / 1000)
  const seconds = Math.abs(ahead)
  if (seconds <= 2) return [found('ok', 'clock')]
  const level = seconds > SKEW_SECONDS ? 'error' : 'warning'
  return [found(level, ahead > 0 ? 'clock-ahead' : 'clock-behind', { seconds, limit: SKEW_SECONDS })]
}

const ROSTER = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly'

async function checkToken(platform: PlatformRegistration, deps: PlatformTestDeps): Promise<Found> {
  if (!platform.active) return found('warning', 'token-not-tried')
  try {
    // Makes up for keys that were not made when the platform was added.
    await deps.library.register(platform)
    const { scopes } = await deps.library.accessToken(platform, [ROSTER], { fresh: true })
    return found('ok', 'token', { scopes: scopes.join(' ') })
  } catch (error) {
    if (!(error instanceof LtiError)) throw error
    return found('error', 'token-refused', {
      reason: reasonOf(error),
      address: `${deps.publicUrl}/lti/jwks`,
    })
  }
}

const reasonOf = ({ code, facts }: LtiError): string => String(facts.reason ?? code)

import { LtiError } from '../errors/lti-error.ts'
import type { Language } from '../errors/text-types.ts'
import { fetchKeySet, type KeySet } from '../keys/fetch-key-set.ts'
import { SKEW_SECONDS } from '../launch/checks/timestamps.ts'
import type { LtiLibrary } from '../library.ts'
import { keepsCookies } from '../origin.ts'
import type { Clock, PlatformRegistration } from '../ports.ts'
import { SCOPE } from '../services/scopes.ts'
import { type Whose, whoseIs } from './finding-owner.ts'
import { findingText, remedyOfReason, serviceName } from './finding-texts.ts'
import type { FindingCode } from './finding-types.ts'

/** One thing that was tried: what came out, and what to do. `code` is stable. */
export interface PlatformFinding {
  level: 'ok' | 'warning' | 'error'
  code: string
  message: string
  remedy?: string
  /** What was read, without words: an address, a number, a code. */
  seen?: string
  /** Who can mend it; absent: nothing has to be mended. */
  whose?: Whose
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
    ...(await checkTokens(platform, deps, language)),
  ]
  return findings.map(finding => toWords(finding, language))
}

function toWords({ level, code, facts }: Found, language: Language): PlatformFinding {
  const seen = facts.seen ?? facts.reason
  return {
    level,
    code: subjectOf(code, facts),
    ...findingText(code, facts, language),
    ...(seen === undefined ? {} : { seen: String(seen) }),
    ...(level === 'ok' ? {} : { whose: whoseIs(code, facts) }),
  }
}

/** What was tried: the words differ by what came out, the code does not. */
function subjectOf(code: FindingCode, { service }: Found['facts']): string {
  const subject = /^(token|clock|keys)/.exec(code)?.[0] ?? (code === 'no-key' ? 'keys' : code)
  return service === undefined ? subject : `${subject}-${service}`
}

function checkState({ id, active, deployments }: PlatformRegistration): Found[] {
  const waiting = deployments.filter(one => !one.approved).map(one => one.id)
  const off = active ? [] : [found('error', 'inactive', { id })]
  if (waiting.length === deployments.length)
    return [
      ...off,
      found('error', 'no-deployment', {
        id,
        deployment: waiting[0] ?? 'DEPLOYMENT',
        seen: waiting.join(', '),
      }),
    ]
  if (waiting.length === 0) return off
  return [...off, found('warning', 'deployment-waiting', { id, seen: waiting.join(', ') })]
}

/** Platforms of several hosts exist (Canvas), so another host is a reason to look, not a fault. */
function checkHosts({ issuer, authUrl, tokenUrl, jwksUrl }: PlatformRegistration): Found[] {
  const expected = new URL(issuer).host
  const others = [authUrl, tokenUrl, jwksUrl].map(url => new URL(url).host).filter(host => host !== expected)
  if (others.length === 0) return []
  return [found('warning', 'other-host', { seen: [...new Set(others)].join(', ') })]
}

function checkRedirect(publicUrl: string): Found {
  if (keepsCookies(publicUrl)) return found('ok', 'redirect-address', { seen: `${publicUrl}/lti/launch` })
  return found('error', 'not-https', { seen: publicUrl })
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
  return usable.length > 0 ? found('ok', 'keys', { seen: usable.length }) : found('error', 'no-key')
}

function checkClock(servedAt: Date | undefined, now: Date): Found[] {
  if (servedAt === undefined) return []
  const ahead = Math.round((servedAt.getTime() - now.getTime()) / 1000)
  const seconds = Math.abs(ahead)
  if (seconds <= 2) return [found('ok', 'clock')]
  const level = seconds > SKEW_SECONDS ? 'error' : 'warning'
  return [
    found(level, ahead > 0 ? 'clock-ahead' : 'clock-behind', {
      seconds,
      limit: SKEW_SECONDS,
      seen: `${ahead} s`,
    }),
  ]
}

/** What background work asks tokens for. */
const SERVICES = { roster: SCOPE.roster, score: SCOPE.score, lineitem: SCOPE.lineItem } as const
type Service = keyof typeof SERVICES

/** A token a service. If all are refused for the same reason, it is one fault, not three. */
async function checkTokens(
  platform: PlatformRegistration,
  deps: PlatformTestDeps,
  language: Language,
): Promise<Found[]> {
  if (!platform.active) return [found('warning', 'token-not-tried')]
  const names = Object.keys(SERVICES) as Service[]
  const refused = await refusals(platform, deps)
  const reasons = new Set(refused.values())
  const address = `${deps.publicUrl}/lti/jwks`
  if (refused.size === names.length && reasons.size === 1)
    return [found('error', 'token-refused', { reason: String([...reasons][0]), address })]
  return names.map(service => {
    const reason = refused.get(service)
    const facts = { service, name: serviceName(service, language) }
    return reason === undefined
      ? found('ok', 'token', { ...facts, seen: SERVICES[service] })
      : found('warning', 'token-scope-refused', { ...facts, reason })
  })
}

/** Why a service gets no token, by service. */
async function refusals(
  platform: PlatformRegistration,
  { library }: PlatformTestDeps,
): Promise<Map<Service, string>> {
  const refused = new Map<Service, string>()
  for (const [service, scope] of Object.entries(SERVICES) as [Service, string][]) {
    try {
      // Makes up for keys that were not made when the platform was added.
      await library.register(platform)
      const { scopes } = await library.accessToken(platform, [scope], { fresh: true })
      if (!scopes.includes(scope)) refused.set(service, 'not-granted')
    } catch (error) {
      if (!(error instanceof LtiError)) throw error
      refused.set(service, reasonOf(error))
    }
  }
  return refused
}

const reasonOf = ({ code, facts }: LtiError): string => String(facts.reason ?? code)

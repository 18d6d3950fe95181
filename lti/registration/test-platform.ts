import { LtiError } from '../errors/lti-error.ts'
import { fetchKeySet, type KeySet } from '../keys/fetch-key-set.ts'
import { SKEW_SECONDS } from '../launch/check-timestamps.ts'
import type { LtiLibrary } from '../library.ts'
import type { Clock, PlatformRegistration } from '../ports.ts'

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

const ok = (code: string, message: string): PlatformFinding => ({ level: 'ok', code, message })
const warning = (code: string, message: string, remedy: string): PlatformFinding => ({
  level: 'warning',
  code,
  message,
  remedy,
})
const fault = (code: string, message: string, remedy: string): PlatformFinding => ({
  level: 'error',
  code,
  message,
  remedy,
})

/**
 * Tries what a launch and a background job need. Never throws for a fault of the platform: it is a finding.
 *
 * @returns findings in the order in which a launch would meet them
 */
export async function testPlatform(
  platform: PlatformRegistration,
  deps: PlatformTestDeps,
): Promise<PlatformFinding[]> {
  const redirect = [...checkState(platform), ...checkHosts(platform), checkRedirect(deps.publicUrl)]
  return [...redirect, ...(await checkKeys(platform, deps)), await checkToken(platform, deps)]
}

function checkState({ id, active, deployments }: PlatformRegistration): PlatformFinding[] {
  const waiting = deployments.filter(one => !one.approved).map(one => one.id)
  const findings: PlatformFinding[] = []
  if (!active)
    findings.push(fault('inactive', 'The registration is off.', `zachetka platform activate ${id}`))
  if (waiting.length === deployments.length) {
    const remedy = `zachetka platform approve ${id} ${waiting[0] ?? 'DEPLOYMENT'}`
    findings.push(fault('no-deployment', 'No deployment is approved.', remedy))
  } else if (waiting.length > 0) {
    const remedy = `If they are yours: zachetka platform approve ${id} DEPLOYMENT`
    findings.push(
      warning('deployment-waiting', `Deployments wait for approval: ${waiting.join(', ')}.`, remedy),
    )
  }
  return findings
}

/** Platforms of several hosts exist (Canvas), so another host is a reason to look, not a fault. */
function checkHosts({ issuer, authUrl, tokenUrl, jwksUrl }: PlatformRegistration): PlatformFinding[] {
  const expected = new URL(issuer).host
  const others = [authUrl, tokenUrl, jwksUrl].map(url => new URL(url).host).filter(host => host !== expected)
  if (others.length === 0) return []
  const message = `Addresses of the platform are on other hosts than its issuer: ${[...new Set(others)].join(', ')}.`
  return [warning('other-host', message, 'Make sure that the LMS itself shows these addresses.')]
}

function checkRedirect(publicUrl: string): PlatformFinding {
  const { protocol, hostname } = new URL(publicUrl)
  const address = `${publicUrl}/lti/launch`
  if (protocol === 'https:' || hostname === 'localhost' || hostname.startsWith('127.')) {
    return ok('redirect-address', `The LMS must list this redirect address, letter by letter: ${address}`)
  }
  const message = `Browsers keep no cookie for ${publicUrl}: launches will fail.`
  return fault('not-https', message, 'Give the tool an https address and set PUBLIC_URL to it.')
}

async function checkKeys(platform: PlatformRegistration, deps: PlatformTestDeps): Promise<PlatformFinding[]> {
  try {
    const keySet = await fetchKeySet(platform.jwksUrl, deps.allowPrivateAddresses)
    return [checkKeyKinds(keySet), ...checkClock(keySet.servedAt, deps.now())]
  } catch (error) {
    if (!(error instanceof LtiError)) throw error
    return [
      fault('keys-unreachable', `The public keys cannot be read: ${reasonOf(error)}.`, remedyFor(error)),
    ]
  }
}

function checkKeyKinds({ keys }: KeySet): PlatformFinding {
  const usable = keys.filter(key => key.kty === 'RSA' && typeof key.kid === 'string' && key.use !== 'enc')
  if (usable.length > 0) return ok('keys', `The public keys can be read: ${usable.length} for signatures.`)
  return fault('no-key', 'The key set has no RSA key with an id.', 'Check the public keyset URL in the LMS.')
}

function checkClock(servedAt: Date | undefined, now: Date): PlatformFinding[] {
  if (servedAt === undefined) return []
  const seconds = Math.round((servedAt.getTime() - now.getTime()) / 1000)
  if (Math.abs(seconds) <= 2) return [ok('clock', 'The two clocks agree.')]
  const message = `The clock of the platform is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} ours.`
  const remedy = `More than ${SKEW_SECONDS} s breaks launches: switch on NTP on both servers.`
  return [
    Math.abs(seconds) > SKEW_SECONDS ? fault('clock', message, remedy) : warning('clock', message, remedy),
  ]
}

const ROSTER = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly'

async function checkToken(platform: PlatformRegistration, deps: PlatformTestDeps): Promise<PlatformFinding> {
  if (!platform.active)
    return warning('token', 'The token grant was not tried.', 'Activate the platform first.')
  try {
    // Makes up for keys that were not made when the platform was added.
    await deps.library.register(platform)
    const { scopes } = await deps.library.accessToken(platform, [ROSTER], { fresh: true })
    return ok('token', `The platform grants tokens for: ${scopes.join(' ')}`)
  } catch (error) {
    if (!(error instanceof LtiError)) throw error
    const message = `The platform grants no token for the roster: ${reasonOf(error)}.`
    const remedy = `In the LMS, set the public keyset to ${deps.publicUrl}/lti/jwks, let the LMS reach it, and allow Names and Roles.`
    return fault('token', message, remedy)
  }
}

const reasonOf = ({ code, facts }: LtiError): string => String(facts.reason ?? code)

function remedyFor(error: LtiError): string {
  const remedies: Record<string, string> = {
    'private-address':
      'The address is in a private network: set ALLOW_PRIVATE_ADDRESSES=true if the LMS is in the same one.',
    timeout: 'The LMS did not answer within 5 s: check that this server can reach it.',
    network: 'Check the address, DNS and the firewall between the two servers.',
    redirect: 'Enter the address at which the redirect ends.',
  }
  return remedies[reasonOf(error)] ?? 'Open the address in a browser: it must show JSON with “keys”.'
}

import { LtiError } from '../errors/lti-error.ts'
import { sha256 } from '../hash.ts'
import { cookieName, readCookie } from '../login/browser-cookie.ts'
import type { LaunchAttempt } from '../ports.ts'
import { isState } from './checks/state.ts'
import { checkTokenForm } from './checks/token-form.ts'
import { AUTHENTICATION, MESSAGE_CHECKS } from './checks.ts'
import { CLAIM, type Claims } from './claims.ts'
import { known, type LaunchDeps, type LaunchDraft, type LaunchRequest } from './draft.ts'
import { buildVerifiedLaunch, type VerifiedLaunch } from './verified-launch.ts'

/**
 * Verifies without reading the attempt: the token itself says which attempt it belongs to. All checks run against
 * that presumption, and the update that uses the attempt up holds only if the stored one is equal in nonce, browser,
 * issuer, client and target. So the presumption is proven by the store, in the same atomic step, or nothing happened.
 *
 * @returns `null` if anything is amiss: the checks in order then say what
 * @throws {LtiError} a retryable one, e.g. keys that cannot be read: asking twice would not help
 */
export async function verifyAtOnce(request: LaunchRequest, deps: LaunchDeps): Promise<VerifiedLaunch | null> {
  const draft: LaunchDraft = { request }
  try {
    checkTokenForm(draft, deps)
    const attempt = presumeAttempt(draft, deps)
    if (attempt === null) return null
    draft.attempt = attempt
    for (const check of [...AUTHENTICATION, ...MESSAGE_CHECKS]) await check(draft, silent(deps))
  } catch (error) {
    if (error instanceof LtiError && !error.retryable) return null
    throw error
  }
  const { stateHash, nonceHash, browserHash, issuer, clientId, targetLinkUri } = known(draft.attempt)
  const binding = { nonceHash, browserHash, issuer, clientId, targetLinkUri }
  const used = await deps.attempts.consume(stateHash, deps.now(), binding)
  return used === null ? null : buildVerifiedLaunch(draft, used.restarted ? 'tab' : 'cookie')
}

/** Writes nothing: an unknown deployment is noted by the checks in order, which know that the login was ours. */
const silent = (deps: LaunchDeps): LaunchDeps => ({
  ...deps,
  platforms: {
    find: (issuer, clientId) => deps.platforms.find(issuer, clientId),
    byIssuer: issuer => deps.platforms.byIssuer(issuer),
    noteDeployment: async () => {},
  },
})

/** The attempt that this state, this browser's cookie and this token would belong to. */
function presumeAttempt(
  { request, claims }: LaunchDraft,
  { publicUrl, now }: LaunchDeps,
): LaunchAttempt | null {
  if (!isState(request.state)) return null
  const stateHash = sha256(request.state)
  const secret = readCookie(request.cookies, cookieName(stateHash, publicUrl))
  const { iss, nonce, [CLAIM.targetLinkUri]: target } = known(claims)
  const clientId = clientOf(known(claims))
  if (secret === undefined || clientId === undefined) return null
  if (typeof iss !== 'string' || typeof nonce !== 'string' || typeof target !== 'string') return null
  return {
    stateHash,
    nonceHash: sha256(nonce),
    browserHash: sha256(secret),
    issuer: iss,
    clientId,
    targetLinkUri: target,
    createdAt: now().toISOString(),
    expiresAt: now(),
  }
}

function clientOf({ aud, azp }: Claims): string | undefined {
  const first: unknown = Array.isArray(aud) ? (azp ?? aud[0]) : aud
  return typeof first === 'string' ? first : undefined
}

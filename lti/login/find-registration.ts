import type { PlatformPort, PlatformRegistration } from '../ports.ts'
import { PlatformAmbiguousError, PlatformInactiveError, PlatformUnknownError } from './errors.ts'

/**
 * The registration that a login means: by issuer and client id, by the issuer alone only if that is clear.
 *
 * @throws {PlatformUnknownError | PlatformAmbiguousError | PlatformInactiveError}
 * @see Security Framework 1.0 §5.1.1.1: `client_id` is optional
 */
export async function findRegistration(
  platforms: PlatformPort,
  login: { issuer: string; clientId?: string },
): Promise<PlatformRegistration> {
  const found =
    login.clientId === undefined
      ? await onlyOne(platforms, login.issuer)
      : await platforms.find(login.issuer, login.clientId)
  const facts = {
    issuer: login.issuer,
    ...(login.clientId === undefined ? {} : { clientId: login.clientId }),
  }
  if (found === null) throw new PlatformUnknownError({ facts, log: facts })
  if (!found.active) throw new PlatformInactiveError({ facts, log: { registration: found.id } })
  return found
}

async function onlyOne(platforms: PlatformPort, issuer: string): Promise<PlatformRegistration | null> {
  const all = await platforms.byIssuer(issuer)
  const active = all.filter(platform => platform.active)
  if (active.length > 1) throw new PlatformAmbiguousError({ facts: { issuer } })
  return active[0] ?? all[0] ?? null
}

import { KeyUnknownError } from '#lti/keys/errors'
import type {
  AttemptPort,
  LaunchAttempt,
  PlatformKeys,
  PlatformPort,
  PlatformRegistration,
  PublicJwk,
} from '#lti/ports'

/** Ports in memory that keep a list of every write. */
export function createMemory(registrations: PlatformRegistration[]) {
  const attemptsByHash = new Map<string, LaunchAttempt>()
  const writes: string[] = []
  const platforms: PlatformPort = {
    find: async (issuer, clientId) =>
      registrations.find(one => one.issuer === issuer && one.clientId === clientId) ?? null,
    byIssuer: async issuer => registrations.filter(one => one.issuer === issuer),
    noteDeployment: async (id, deploymentId, seenAt) => {
      writes.push(`noteDeployment ${deploymentId}`)
      registrations
        .find(one => one.id === id)
        ?.deployments.push({ id: deploymentId, approved: false, seenAt })
    },
  }
  const attempts: AttemptPort = {
    create: async attempt => {
      writes.push('create')
      attemptsByHash.set(attempt.stateHash, attempt)
    },
    find: async stateHash => attemptsByHash.get(stateHash) ?? null,
    consume: async (stateHash, now) => {
      const attempt = attemptsByHash.get(stateHash)
      if (!attempt || attempt.usedAt !== undefined || attempt.expiresAt <= now) return null
      writes.push('consume')
      const used = { ...attempt, usedAt: now.toISOString() }
      attemptsByHash.set(stateHash, used)
      return used
    },
  }
  return { platforms, attempts, writes, attemptsByHash, registrations }
}

/** A key set that never goes over a network. */
export const fixedKeys = (...keys: PublicJwk[]): PlatformKeys => ({
  find: async (_url, kid) => {
    const key = keys.find(one => one.kid === kid)
    if (!key) throw new KeyUnknownError()
    return key
  },
})

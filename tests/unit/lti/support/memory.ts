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
    consume: async (stateHash, now, binding = undefined) => {
      const attempt = attemptsByHash.get(stateHash)
      if (!attempt || !isFree(attempt, now)) return null
      const bound = Object.entries(binding ?? {})
      if (bound.some(([name, value]) => attempt[name as keyof LaunchAttempt] !== value)) return null
      writes.push('consume')
      const { held: _, ...rest } = attempt
      attemptsByHash.set(stateHash, { ...rest, usedAt: now.toISOString() })
      return { ...attempt, usedAt: now.toISOString() }
    },
    hold: async (stateHash, held, now) => {
      const attempt = attemptsByHash.get(stateHash)
      if (!attempt || !isFree(attempt, now)) return false
      writes.push('hold')
      attemptsByHash.set(stateHash, { ...attempt, held })
      return true
    },
  }
  return { platforms, attempts, writes, attemptsByHash, registrations }
}

const isFree = (attempt: LaunchAttempt, now: Date): boolean =>
  attempt.usedAt === undefined && attempt.expiresAt > now

/** A key set that never goes over a network. */
export const fixedKeys = (...keys: PublicJwk[]): PlatformKeys => ({
  find: async (_url, kid) => {
    const key = keys.find(one => one.kid === kid)
    if (!key) throw new KeyUnknownError()
    return key
  },
})

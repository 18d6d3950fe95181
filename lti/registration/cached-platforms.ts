import type { Clock, PlatformPort, PlatformRegistration } from '../ports.ts'

/** For how long a registration is believed unread. A platform switched off by another process stops within it. */
const REGISTRATION_TTL_MS = 30_000

const MAX_KEPT = 1_000

/** What a whole store can do beside what login and launch use: each of these makes it forget. */
const CHANGES = ['create', 'setActive', 'noteDeployment', 'approveDeployment'] as const

/**
 * The same store with registrations kept for half a minute, so that login and launch do not read them. What is changed
 * through it counts at once; what is not found is never kept, so a new registration works at once everywhere.
 */
export function cachePlatforms<T extends PlatformPort>(store: T, now: Clock): T {
  const kept = new Map<string, { value: unknown; until: number }>()
  let changes = 0
  async function keep<V>(key: string, load: () => Promise<V>, isWorth: (value: V) => boolean): Promise<V> {
    const hit = kept.get(key)
    if (hit && now().getTime() < hit.until) return hit.value as V
    const before = changes
    const value = await load()
    // A change that came in between may not be in what was read.
    if (before === changes && isWorth(value)) {
      if (kept.size >= MAX_KEPT) kept.clear()
      kept.set(key, { value, until: now().getTime() + REGISTRATION_TTL_MS })
    }
    return value
  }
  const cached: T = {
    ...store,
    find: (issuer: string, clientId: string) =>
      keep(
        JSON.stringify([issuer, clientId]),
        () => store.find(issuer, clientId),
        (one: PlatformRegistration | null) => one !== null,
      ),
    byIssuer: (issuer: string) =>
      keep(
        JSON.stringify([issuer]),
        () => store.byIssuer(issuer),
        (all: PlatformRegistration[]) => all.length > 0,
      ),
  }
  const forget = (): void => {
    changes += 1
    kept.clear()
  }
  for (const name of CHANGES) forgetAfter(cached as Record<string, unknown>, name, forget)
  return cached
}

function forgetAfter(store: Record<string, unknown>, name: string, forget: () => void): void {
  const change = store[name]
  if (typeof change !== 'function') return
  store[name] = async (...given: unknown[]) => {
    try {
      return await change.apply(store, given)
    } finally {
      forget()
    }
  }
}

import type { Clock, PlatformKeys, PublicJwk } from '../ports.ts'
import { KeyUnknownError } from './errors.ts'
import { fetchKeySet, type KeySet } from './fetch-key-set.ts'

interface Entry extends KeySet {
  fetchedAt: number
  /** When a missing key last made us ask again. */
  refetchedAt: number
}

export interface KeyCacheOptions {
  allowPrivateAddresses: boolean
  now: Clock
}

/** A missing key makes us ask again, but not more often than this: forged tokens must not become a flood. */
const REFETCH_PAUSE_MS = 10_000

/** Key sets kept at most; the oldest goes. */
const MAX_ENTRIES = 500

/**
 * Keys of platforms, kept as long as each platform allows. One request at a time for each key set; a key id that
 * is not in a kept set makes one request more, so that a platform may change its keys at any time.
 */
export function createKeyCache({ allowPrivateAddresses, now }: KeyCacheOptions): PlatformKeys {
  const entries = new Map<string, Entry>()
  const running = new Map<string, Promise<Entry>>()

  async function load(jwksUrl: string, refetchedAt: number): Promise<Entry> {
    const keySet = await fetchKeySet(jwksUrl, allowPrivateAddresses)
    const entry = { ...keySet, fetchedAt: now().getTime(), refetchedAt }
    entries.delete(jwksUrl)
    entries.set(jwksUrl, entry)
    if (entries.size > MAX_ENTRIES) entries.delete(entries.keys().next().value as string)
    return entry
  }

  function singleFlight(jwksUrl: string, refetchedAt: number): Promise<Entry> {
    const flying = running.get(jwksUrl)
    if (flying) return flying
    const flight = load(jwksUrl, refetchedAt).finally(() => running.delete(jwksUrl))
    running.set(jwksUrl, flight)
    return flight
  }

  return {
    async find(jwksUrl, kid) {
      const time = now().getTime()
      const kept = entries.get(jwksUrl)
      const fresh = kept !== undefined && time < kept.fetchedAt + kept.maxAgeMs
      const entry = fresh ? kept : await singleFlight(jwksUrl, kept?.refetchedAt ?? Number.NEGATIVE_INFINITY)
      const key = withKid(entry, kid)
      if (key) return key
      const mayAsk = fresh && time >= entry.refetchedAt + REFETCH_PAUSE_MS
      const again = mayAsk ? withKid(await singleFlight(jwksUrl, time), kid) : undefined
      if (again) return again
      throw new KeyUnknownError({ facts: { host: new URL(jwksUrl).host }, log: { kid } })
    },
  }
}

const withKid = (entry: KeySet, kid: string): PublicJwk | undefined => entry.keys.find(key => key.kid === kid)

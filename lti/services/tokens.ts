/** Access tokens in memory: one flight per platform and scopes, so that many scores cost one token. */
import type { AccessToken, LtiLibrary } from '../library.ts'
import type { Clock, PlatformRegistration } from '../ports.ts'

/** A token is not used in the last seconds of its life. */
const SKEW_MS = 60_000

export interface Tokens {
  /**
   * @param refused a token that the platform does not take any more: another one is got, once for all who were refused
   * @throws what `LtiLibrary.accessToken` throws
   */
  get(platform: PlatformRegistration, scopes: readonly string[], refused?: string): Promise<string>
}

interface Kept {
  token: string
  until: number
}

export function createTokens(library: Pick<LtiLibrary, 'accessToken'>, now: Clock): Tokens {
  const kept = new Map<string, Kept>()
  const flights = new Map<string, Promise<Kept>>()

  async function ask(
    key: string,
    platform: PlatformRegistration,
    scopes: readonly string[],
    fresh: boolean,
  ): Promise<Kept> {
    const answer = await library.accessToken(platform, scopes, { fresh })
    const got = { token: answer.token, until: untilOf(answer, now()) }
    kept.set(key, got)
    return got
  }

  return {
    async get(platform, scopes, refused) {
      const key = `${platform.id} ${scopes.join(' ')}`
      const have = kept.get(key)
      if (have && have.token !== refused && have.until > now().getTime()) return have.token
      const flight =
        flights.get(key) ??
        ask(key, platform, scopes, have !== undefined || refused !== undefined).finally(() =>
          flights.delete(key),
        )
      flights.set(key, flight)
      return (await flight).token
    },
  }
}

const untilOf = ({ expiresInSeconds }: AccessToken, now: Date): number =>
  now.getTime() + Math.max(0, expiresInSeconds * 1000 - SKEW_MS)

import type { AccessToken, LtiLibrary } from '../library.ts'
import { NotRegisteredError, ServiceFailedError } from '../library.ts'
import { PlatformInactiveError } from '../login/errors.ts'
import type { Clock, PlatformRegistration, RandomBytes } from '../ports.ts'
import { callService } from './failures.ts'
import { listKeys, readKeySet, registerWithKey, replaceLostKeys, rotateKeys } from './keys.ts'
import { closeLtijs, type LtijsOptions, type OpenLtijs, openLtijs } from './open-ltijs.ts'
import type { LtijsPlatform } from './types.ts'

export interface LtijsLibraryOptions extends LtijsOptions {
  randomBytes: RandomBytes
  /** Default: the system's. */
  now?: Clock
}

/** `LtiLibrary` on ltijs 5.9.9. Nothing is loaded and nothing connects before the first call. */
export function createLtijsLibrary(options: LtijsLibraryOptions): LtiLibrary {
  let opening: Promise<OpenLtijs> | undefined
  const source = { randomBytes: options.randomBytes, now: options.now ?? (() => new Date()) }
  const flights = new Map<string, Promise<unknown>>()

  function open(): Promise<OpenLtijs> {
    opening ??= openLtijs(options).catch(error => {
      opening = undefined
      throw error
    })
    return opening
  }

  /** Two at once share one run: a registration must not make two keys, a job not ask for two tokens. */
  function once<T>(key: string, run: () => Promise<T>): Promise<T> {
    const flying = flights.get(key) as Promise<T> | undefined
    if (flying) return flying
    const flight = run().finally(() => flights.delete(key))
    flights.set(key, flight)
    return flight
  }

  return {
    register: platform =>
      once(`register ${keyOf(platform)}`, async () => register(await open(), platform, source)),
    rotateKeys: platform =>
      once(`rotate ${keyOf(platform)}`, async () => {
        const ltijs = await open()
        const mirror = await mirrorOf(ltijs, platform)
        return rotateKeys(ltijs, platform, await mirror.platformKid(), source)
      }),
    replaceLostKeys: platform =>
      once(`rotate ${keyOf(platform)}`, async () => replaceLostKeys(await open(), platform, source)),
    async keysOf(platform) {
      const ltijs = await open()
      const current = await (await mirrorOf(ltijs, platform)).platformKid()
      return listKeys(ltijs, platform, current, source.now())
    },
    keySet: () => once('keys', async () => ({ keys: await readKeySet(await open(), source.now()) })),
    accessToken: (platform, scopes, { fresh = false } = {}) =>
      once(`token ${keyOf(platform)} ${scopes.join(' ')}`, async () => {
        const ltijs = await open()
        if (fresh) await forgetToken(ltijs, platform, scopes)
        return requestToken(ltijs, platform, scopes)
      }),
    async deepLinkingMessage(platform, { deploymentId, settings, items, message }) {
      const { provider } = await ready(await open(), platform)
      const { issuer: iss, clientId } = platform
      const token = { iss, clientId, deploymentId, platformContext: { deepLinkingSettings: settings } }
      return provider.DeepLinking.createDeepLinkingMessage(
        token,
        items,
        message === undefined ? {} : { message },
      )
    },
    async close() {
      const opened = opening
      opening = undefined
      if (opened) await closeLtijs(await opened)
    },
  }
}

const keyOf = (platform: PlatformRegistration): string => `${platform.issuer} ${platform.clientId}`

async function register(
  ltijs: OpenLtijs,
  platform: PlatformRegistration,
  source: { randomBytes: RandomBytes; now: Clock },
): Promise<{ kid: string }> {
  const known = await ltijs.provider.getPlatform(platform.issuer, platform.clientId)
  if (!known) return { kid: await registerWithKey(ltijs, platform, source) }
  await ltijs.provider.registerPlatform({
    url: platform.issuer,
    clientId: platform.clientId,
    name: platform.name,
    authenticationEndpoint: platform.authUrl,
    accesstokenEndpoint: platform.tokenUrl,
    authConfig: { method: 'JWK_SET', key: platform.jwksUrl },
  })
  return { kid: await known.platformKid() }
}

/** Whether the platform may be talked to, and its mirror. */
async function ready(
  ltijs: OpenLtijs,
  platform: PlatformRegistration,
): Promise<OpenLtijs & { mirror: LtijsPlatform }> {
  if (!platform.active) throw new PlatformInactiveError({ log: { registration: platform.id } })
  return { ...ltijs, mirror: await mirrorOf(ltijs, platform) }
}

async function mirrorOf({ provider }: OpenLtijs, platform: PlatformRegistration): Promise<LtijsPlatform> {
  const mirror = await provider.getPlatform(platform.issuer, platform.clientId)
  if (!mirror) throw new NotRegisteredError({ facts: { issuer: platform.issuer } })
  return mirror
}

async function requestToken(
  ltijs: OpenLtijs,
  platform: PlatformRegistration,
  scopes: readonly string[],
): Promise<AccessToken> {
  const { mirror } = await ready(ltijs, platform)
  const answer = await callService('token', () => mirror.platformAccessToken(scopes.join(' ')))
  if (typeof answer.access_token !== 'string')
    throw new ServiceFailedError('token', 'no-token', { retryable: false })
  const granted = typeof answer.scope === 'string' ? answer.scope.split(' ') : [...scopes]
  return {
    token: answer.access_token,
    scopes: granted,
    expiresInSeconds: Number(answer.expires_in) || 0,
  }
}

async function forgetToken(
  { provider }: OpenLtijs,
  { issuer, clientId }: PlatformRegistration,
  scopes: readonly string[],
): Promise<void> {
  await provider.Database.Delete('accesstoken', { platformUrl: issuer, clientId, scopes: scopes.join(' ') })
}

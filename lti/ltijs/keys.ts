import { createPublicKey, generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { PlatformKey, RotatedKeys } from '../library.ts'
import type { Clock, PlatformRegistration, PublicJwk, RandomBytes } from '../ports.ts'
import type { OpenLtijs } from './open-ltijs.ts'

const generate = promisify(generateKeyPair)

/** For how long the public half of a retired key stays published: messages signed by it may still be on their way. */
const OVERLAP_DAYS = 7

/**
 * A key pair as it stands in ltijs' two collections; `state` and `at` are ours, beside the key inside the encrypted
 * part. ltijs signs with the pair that the platform's row names, so that row is what makes one current.
 */
interface StoredKey {
  kid: string
  key: string
  state?: 'next' | 'current' | 'retired'
  /** Since when it is in this state. */
  at?: string
}

interface Source {
  randomBytes: RandomBytes
  now: Clock
}

const ownerOf = (platform: PlatformRegistration) => ({
  platformUrl: platform.issuer,
  clientId: platform.clientId,
})

/**
 * Registers a platform as ltijs would, except for its key: ltijs makes RSA-4096 on the event loop, which stops the
 * process for seconds. Here a thread of node's pool makes RSA-2048, and it is stored in ltijs' own shape. A second pair
 * is published at once and waits: a rotation then uses a key that platforms have long read.
 */
export async function registerWithKey(
  open: OpenLtijs,
  platform: PlatformRegistration,
  source: Source,
): Promise<string> {
  const [kid] = await Promise.all([
    addKey(open, platform, 'current', source),
    addKey(open, platform, 'next', source),
  ])
  const owner = ownerOf(platform)
  // Last: a registration exists once its keys do.
  await open.provider.Database.Replace(false, 'platform', owner, {
    ...owner,
    kid,
    platformName: platform.name,
    authEndpoint: platform.authUrl,
    accesstokenEndpoint: platform.tokenUrl,
    authConfig: { method: 'JWK_SET', key: platform.jwksUrl },
  })
  return kid
}

/**
 * The waiting key becomes current, the current one retires, a new one waits. The private half of the retired key is
 * destroyed, its public half stays published for a week.
 *
 * @param current the key in use
 */
export async function rotateKeys(
  open: OpenLtijs,
  platform: PlatformRegistration,
  current: string,
  source: Source,
): Promise<RotatedKeys> {
  const { Database } = open.provider
  const keys = await keysOf(open, ownerOf(platform))
  const waiting = keys.find(one => one.state === 'next' && one.kid !== current)
  const kid = waiting?.kid ?? (await addKey(open, platform, 'next', source))
  const next = await addKey(open, platform, 'next', source)
  await Database.Modify(false, 'platform', ownerOf(platform), { kid })
  await Database.Delete('privatekey', { kid: current })
  await setState(open, platform, kid, 'current', source)
  await setState(open, platform, current, 'retired', source)
  const retired: string[] = [current]
  for (const one of keys.filter(key => key.state === 'retired' && key.kid !== current)) {
    if (isPublished(one, source.now())) retired.push(one.kid)
    else await Database.Delete('publickey', { kid: one.kid })
  }
  return { current: kid, next, retired }
}

/** @returns whether there was nothing to sign with, and there is now */
export async function replaceLostKeys(
  open: OpenLtijs,
  platform: PlatformRegistration,
  source: Source,
): Promise<boolean> {
  if (await opens(open, platform)) return false
  const { Database } = open.provider
  for (const half of ['privatekey', 'publickey']) await Database.Delete(half, ownerOf(platform))
  await registerWithKey(open, platform, source)
  return true
}

async function opens(open: OpenLtijs, platform: PlatformRegistration): Promise<boolean> {
  try {
    return (await keysOf(open, ownerOf(platform))).length > 0
  } catch (error) {
    if (isSealed(error)) return false
    throw error
  }
}

/** Under another `SECRET_KEY` the padding is wrong, or, once in a while, what comes out is no JSON. */
const isSealed = (error: unknown): boolean =>
  error instanceof SyntaxError || String((error as NodeJS.ErrnoException).code).startsWith('ERR_OSSL')

async function addKey(
  { provider: { Database }, encryptionKey }: OpenLtijs,
  platform: PlatformRegistration,
  state: 'current' | 'next',
  { randomBytes, now }: Source,
): Promise<string> {
  const kid = randomBytes(16).toString('hex')
  const { publicKey, privateKey } = await generate('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  const index = { kid, ...ownerOf(platform) }
  const about = { kid, state, at: now().toISOString() }
  await Database.Replace(encryptionKey, 'publickey', { kid }, { key: publicKey, ...about }, index)
  await Database.Replace(encryptionKey, 'privatekey', { kid }, { key: privateKey, kid }, index)
  return kid
}

async function setState(
  open: OpenLtijs,
  platform: PlatformRegistration,
  kid: string,
  state: StoredKey['state'],
  { now }: Source,
): Promise<void> {
  const [stored] = await keysOf(open, { kid })
  if (stored === undefined) return
  const item = { key: stored.key, kid, state, at: now().toISOString() }
  const index = { kid, ...ownerOf(platform) }
  await open.provider.Database.Replace(open.encryptionKey, 'publickey', { kid }, item, index)
}

async function keysOf({ provider, encryptionKey }: OpenLtijs, query?: object): Promise<StoredKey[]> {
  const stored = (await provider.Database.Get(encryptionKey, 'publickey', query)) || []
  return stored as unknown as StoredKey[]
}

const ORDER: readonly PlatformKey['state'][] = ['current', 'next', 'retired']

/** The published keys of a platform, the one in use first. @param current the key in use */
export async function listKeys(
  open: OpenLtijs,
  platform: PlatformRegistration,
  current: string,
  now: Date,
): Promise<PlatformKey[]> {
  const stored = await keysOf(open, ownerOf(platform))
  return stored
    .filter(key => isPublished(key, now))
    .map(key => describeKey(key, current))
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
}

function describeKey({ kid, state = 'next', at }: StoredKey, current: string): PlatformKey {
  if (kid === current) return { kid, state: 'current', ...(at === undefined ? {} : { since: at }) }
  const until = state === 'retired' && at !== undefined ? retiresAt(at).toISOString() : undefined
  return { kid, state, ...(at === undefined ? {} : { since: at }), ...(until === undefined ? {} : { until }) }
}

const retiresAt = (at: string): Date => new Date(new Date(at).getTime() + OVERLAP_DAYS * 86_400_000)

function isPublished({ state, at }: StoredKey, now: Date): boolean {
  if (state !== 'retired' || at === undefined) return true
  return now < retiresAt(at)
}

/** All public keys that platforms may need: current, waiting, and retired less than a week ago. */
export async function readKeySet(open: OpenLtijs, now: Date): Promise<PublicJwk[]> {
  const stored = await keysOf(open)
  return stored
    .filter(key => isPublished(key, now))
    .map(({ key, kid }) => ({
      ...createPublicKey(key).export({ format: 'jwk' }),
      kid,
      alg: 'RS256',
      use: 'sig',
    }))
}

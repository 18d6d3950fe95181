import { createPublicKey, generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { PlatformRegistration, PublicJwk, RandomBytes } from '../ports.ts'
import type { OpenLtijs } from './open-ltijs.ts'

const generate = promisify(generateKeyPair)

/**
 * Registers a platform as ltijs would, except for its key: ltijs makes RSA-4096 on the event loop, which stops the
 * process for seconds. Here a thread of node's pool makes RSA-2048, and it is stored in ltijs' own shape.
 */
export async function registerWithKey(
  { provider, encryptionKey }: OpenLtijs,
  platform: PlatformRegistration,
  randomBytes: RandomBytes,
): Promise<string> {
  const kid = randomBytes(16).toString('hex')
  const { publicKey, privateKey } = await generate('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  const owner = { platformUrl: platform.issuer, clientId: platform.clientId }
  const database = provider.Database
  await database.Replace(encryptionKey, 'publickey', owner, { key: publicKey, kid }, { kid, ...owner })
  await database.Replace(encryptionKey, 'privatekey', owner, { key: privateKey, kid }, { kid, ...owner })
  // Last: a registration exists once its keys do.
  await database.Replace(false, 'platform', owner, {
    ...owner,
    kid,
    platformName: platform.name,
    authEndpoint: platform.authUrl,
    accesstokenEndpoint: platform.tokenUrl,
    authConfig: { method: 'JWK_SET', key: platform.jwksUrl },
  })
  return kid
}

/** All public keys. */
export async function readKeySet({ provider, encryptionKey }: OpenLtijs): Promise<PublicJwk[]> {
  const stored = (await provider.Database.Get(encryptionKey, 'publickey')) || []
  return stored.map(({ key, kid }) => ({
    ...createPublicKey(String(key)).export({ format: 'jwk' }),
    kid,
    alg: 'RS256',
    use: 'sig',
  }))
}

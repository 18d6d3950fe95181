/** The platform's RSA keys. The first pair is made once per process, since making one takes long. */
import { createHash, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

export interface PlatformKey {
  kid: string
  privateKey: KeyObject
  publicKey: KeyObject
}

/** A fresh RSA 2048 pair; its `kid` is the start of the key's hash. */
async function generatePlatformKey(): Promise<PlatformKey> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const der = publicKey.export({ type: 'spki', format: 'der' })
  return { kid: createHash('sha256').update(der).digest('hex').slice(0, 20), privateKey, publicKey }
}

let shared: Promise<PlatformKey> | undefined

export class KeyRing {
  current: PlatformKey
  #retired: PlatformKey[] = []

  private constructor(current: PlatformKey) {
    this.current = current
  }

  static async open(): Promise<KeyRing> {
    shared ??= generatePlatformKey()
    return new KeyRing(await shared)
  }

  /** Signs with a new key from now on; the old one stays in the key set unless `forget`. */
  async rotate({ forget = false } = {}): Promise<void> {
    if (!forget) this.#retired.push(this.current)
    this.current = await generatePlatformKey()
  }

  /** The key set as `certs.php` answers it. */
  jwks(): { keys: object[] } {
    const keys = [this.current, ...this.#retired].map(({ kid, publicKey }) => {
      const { kty, n, e } = publicKey.export({ format: 'jwk' })
      return { kty, alg: 'RS256', kid, e, n, use: 'sig' }
    })
    return { keys }
  }
}

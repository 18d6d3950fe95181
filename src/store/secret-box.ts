/** Secrets at rest: AES-256-GCM under a key derived per purpose, so that one purpose's text opens for no other. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { AppError } from '#domain/errors'

/** The text was sealed under another `SECRET_KEY`. */
export class SecretKeyUnknownError extends AppError {
  readonly code = 'secret_key_unknown'
  readonly status = 500
}

/** The text is not one of ours, or somebody changed it. */
export class SecretTamperedError extends AppError {
  readonly code = 'secret_tampered'
  readonly status = 500
}

export interface SecretBox {
  /** Any JSON value → `v1.<key id>.<iv>.<ciphertext and tag>`. */
  seal(plain: unknown): string
  /** @throws {SecretKeyUnknownError | SecretTamperedError} */
  open<T>(sealed: string): T
  /** A file: what it is sealed to is 32 bytes longer. */
  sealBytes(plain: Uint8Array): Uint8Array
  /** @throws {SecretKeyUnknownError | SecretTamperedError} */
  openBytes(sealed: Uint8Array): Uint8Array
}

const VERSION = 'v1'
const KEY_ID_BYTES = 4
const IV_BYTES = 12
const TAG_BYTES = 16
const SHAPE = /^v1\.([0-9a-f]{8})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{22,})$/

/**
 * @param secretKey `SECRET_KEY`: any text with enough entropy; never used as a key itself
 * @param purpose what is sealed; another purpose has another key
 */
export function createSecretBox(secretKey: string, purpose = 'connection-secrets'): SecretBox {
  const key = derive(secretKey, `zachetka ${VERSION} ${purpose}`, 32)
  const keyId = derive(secretKey, `zachetka ${VERSION} key id`, KEY_ID_BYTES)
  const keyName = keyId.toString('hex')
  const label = Buffer.from(`${VERSION}.${keyName}.${purpose}`)
  const demandKey = (id: string) => {
    if (id !== keyName) throw new SecretKeyUnknownError('sealed under another SECRET_KEY', { keyId: id })
  }
  return {
    seal(plain) {
      const { iv, body } = encrypt(key, label, Buffer.from(JSON.stringify(plain)))
      return [VERSION, keyName, iv.toString('base64url'), body.toString('base64url')].join('.')
    },
    open<T>(sealed: string) {
      const [, id, iv, body] = SHAPE.exec(sealed) ?? []
      if (!id || !iv || !body) throw new SecretTamperedError('not a sealed secret')
      demandKey(id)
      const plain = decrypt(key, label, {
        iv: Buffer.from(iv, 'base64url'),
        body: Buffer.from(body, 'base64url'),
      })
      return JSON.parse(plain.toString('utf8')) as T
    },
    sealBytes(plain) {
      const { iv, body } = encrypt(key, label, plain)
      return Buffer.concat([keyId, iv, body])
    },
    openBytes(sealed) {
      const bytes = Buffer.from(sealed)
      demandKey(bytes.subarray(0, KEY_ID_BYTES).toString('hex'))
      const iv = bytes.subarray(KEY_ID_BYTES, KEY_ID_BYTES + IV_BYTES)
      return decrypt(key, label, { iv, body: bytes.subarray(KEY_ID_BYTES + IV_BYTES) })
    },
  }
}

/** `body`: the ciphertext, then the tag. */
interface Encrypted {
  iv: Buffer
  body: Buffer
}

/** HKDF-SHA-256 (RFC 5869). */
function derive(secretKey: string, info: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', info, bytes))
}

function encrypt(key: Buffer, label: Buffer, plain: Uint8Array): Encrypted {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(label)
  return { iv, body: Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]) }
}

function decrypt(key: Buffer, label: Buffer, { iv, body }: Encrypted): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(label)
    decipher.setAuthTag(body.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()])
  } catch (cause) {
    throw new SecretTamperedError('the sealed secret was changed', {}, { cause })
  }
}

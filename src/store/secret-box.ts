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
}

const VERSION = 'v1'
const IV_BYTES = 12
const TAG_BYTES = 16
const SHAPE = /^v1\.([0-9a-f]{8})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{22,})$/

/**
 * @param secretKey `SECRET_KEY`: any text with enough entropy; never used as a key itself
 * @param purpose what is sealed; another purpose has another key
 */
export function createSecretBox(secretKey: string, purpose = 'connection-secrets'): SecretBox {
  const key = derive(secretKey, `zachetka ${VERSION} ${purpose}`, 32)
  const keyId = derive(secretKey, `zachetka ${VERSION} key id`, 4).toString('hex')
  const label = Buffer.from(`${VERSION}.${keyId}.${purpose}`)
  return {
    seal: plain => `${VERSION}.${keyId}.${encrypt(key, label, Buffer.from(JSON.stringify(plain)))}`,
    open: <T>(sealed: string) => {
      const [, id, iv, body] = SHAPE.exec(sealed) ?? []
      if (!id || !iv || !body) throw new SecretTamperedError('not a sealed secret')
      if (id !== keyId) throw new SecretKeyUnknownError('sealed under another SECRET_KEY', { keyId: id })
      return JSON.parse(
        decrypt(key, label, Buffer.from(iv, 'base64url'), Buffer.from(body, 'base64url')),
      ) as T
    },
  }
}

/** HKDF-SHA-256 (RFC 5869). */
function derive(secretKey: string, info: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', info, bytes))
}

function encrypt(key: Buffer, label: Buffer, plain: Buffer): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(label)
  const body = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  return `${iv.toString('base64url')}.${body.toString('base64url')}`
}

function decrypt(key: Buffer, label: Buffer, iv: Buffer, body: Buffer): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(label)
    decipher.setAuthTag(body.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new SecretTamperedError('the sealed secret was changed', {}, { cause })
  }
}

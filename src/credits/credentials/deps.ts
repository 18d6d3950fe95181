import type { CredentialPayload } from '#domain/certificates/certificate-credential'
import type { Stores } from '#store/ports/index'
import type { SecretBox } from '#store/secret-box'

/** The leaves that sign and encode; `src/documents/credentials` has them. */
export interface CredentialForms {
  generateKey(): Promise<{ privateKey: string; publicJwk: object }>
  sign(payload: CredentialPayload, key: { kid: string; privateKey: string }): string
  verify(jwt: string, keys: readonly { kid: string }[], now: Date): CredentialPayload
  encodeBits(revoked: Iterable<number>): string
}

export interface CredentialDeps {
  stores: Stores
  /** Seals private keys at rest; a purpose of its own. */
  secrets: SecretBox
  forms: CredentialForms
  now(): Date
  newId(): string
  /** Without a slash at its end. */
  publicUrl: string
}

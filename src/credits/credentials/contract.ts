/** Portable proof: signed credentials of certificates, entries and books, and what a verifier needs, published for ever. */
import type { Actor } from '#domain/access/actor'
import type { CredentialPayload } from '#domain/certificates/certificate-credential'

/** A file to give away: `.jwt`, served as text/plain. */
export interface SignedCredential {
  id: string
  jwt: string
}

/** `revoked` by the record, at this moment. */
export interface VerifiedCredential {
  credential: CredentialPayload
  revoked: boolean
}

export interface Credentials {
  /** Open Badges 3.0 of an issued certificate: the learner's own, or in the actor's scope.
   *  @throws {CredentialNotDueError} for a statement of study */
  ofCertificate(actor: Actor, certificateId: string): Promise<SignedCredential>
  /** Of a confirmed entry, likewise. @throws {CredentialNotDueError} if it is not confirmed */
  ofEntry(actor: Actor, entryId: string): Promise<SignedCredential>
  /** CLR 2.0 of a book: its confirmed entries and issued documents, each signed by itself. */
  ofBook(actor: Actor, enrolmentId: string): Promise<SignedCredential>
  /** JWK by the last part of its address; retired ones too. `null`: none of ours. */
  publicKey(id: string): Promise<Record<string, unknown> | null>
  /** All of them as a JWK set, e.g. for `certificate verify --keys`. */
  publicKeys(): Promise<{ keys: Record<string, unknown>[] }>
  /** Status list `number`, from 0, signed now. `null`: there is none. */
  statusList(number: number): Promise<SignedCredential | null>
  /** Profile of an issuer. `null`: none of ours. */
  issuer(id: string): Promise<{ id: string; type: string[]; name: string } | null>
  /** A new key signs from now on; the old one stays published. Administrators only. @returns the new key's id */
  rotateKey(actor: Actor): Promise<string>
  /** With our own keys; no address is asked. `parts`: those of a book, each judged by itself. @throws {CredentialError} */
  verify(jwt: string): Promise<VerifiedCredential & { parts: VerifiedCredential[] }>
}

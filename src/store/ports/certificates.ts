import type { CertificateSnapshot } from '#domain/certificate'

/**
 * Certificate (удостоверение). Issued in recoverable steps, each an atomic update of one document:
 * claimed (entries taken) → numbered → rendered → issued. A crash leaves a step to be taken again, never twice.
 */
export interface Certificate {
  id: string
  enrolmentId: string
  learnerId: string
  programmeId: string
  state: 'claimed' | 'numbered' | 'rendered' | 'issued' | 'abandoned'
  status: 'valid' | 'annulled'
  annulment?: { at: string; by: string; reason: string }
  entryIds: string[]
  claimedAt: string
  claimedBy: { personId: string; name: string }
  year: number
  seq?: number
  verificationCode: string
  /** All of the snapshot but its number, fixed with the claim: what is found later needs nothing but the claim itself. */
  draft?: Omit<CertificateSnapshot, 'registrationNumber'>
  snapshot?: CertificateSnapshot
  /** SHA-256 of the PDF's bytes, hex. */
  pdfHash?: string
  issuedAt?: string
}

export interface CertificateStore {
  /** Unique by enrolment (abandoned ones apart) and by every entry id (multikey): of two claims one wins.
   *  @returns the certificate that holds the claim: ours, or the one that was first */
  claim(certificate: Certificate): Promise<Certificate>
  /** Gives up a claim whose entries changed meanwhile. @returns `false` if a number was or may be taken: too late */
  abandon(id: string): Promise<boolean>
  /** After `abandon` and after its entries were released: frees the enrolment and the entries for another claim. */
  letGo(id: string): Promise<void>
  /** The next number of issuer and year, without gaps: a row inserted under a unique index; asked twice for the same
   *  certificate it answers the same. */
  assignNumber(id: string, issuer: string, year: number): Promise<number>
  /** Sets the snapshot if none is set; returns the one that is. */
  saveSnapshot(id: string, snapshot: CertificateSnapshot): Promise<CertificateSnapshot>
  /** Keeps the PDF's bytes, first writer wins; returns the hash that is kept. */
  savePdf(id: string, pdf: Uint8Array, hash: string): Promise<string>
  markIssued(id: string, at: string): Promise<Certificate>
  byId(id: string): Promise<Certificate | null>
  byCode(verificationCode: string): Promise<Certificate | null>
  /** By the SHA-256 of the PDF's bytes, hex: whether a file is the one that was issued. */
  byPdfHash(hash: string): Promise<Certificate | null>
  byEnrolment(enrolmentId: string): Promise<Certificate | null>
  /** By enrolment id. */
  byEnrolments(enrolmentIds: string[]): Promise<Map<string, Certificate>>
  byLearner(learnerId: string): Promise<Certificate[]>
  pdf(id: string): Promise<Uint8Array | null>
  /** Claims that were started before this instant and are neither issued nor let go: to be finished by a worker. */
  unfinished(before: string, limit: number): Promise<Certificate[]>
  list(q: { programmeIds: string[]; after?: string; limit: number }): Promise<Certificate[]>
}

import type {
  CertificateSnapshot,
  DeliveryWay,
  ExchangeReason,
  LossReason,
  ReplacementKind,
} from '#domain/certificates/certificate'
import type { CalendarDate } from '#domain/kinds'
import type { TemplateKind } from '#domain/templates/template'
import type { IssueOrder } from './issue.ts'

/** Why this document stands in another's place; the reason as the federal register lists it. */
export interface Replacement {
  kind: ReplacementKind
  /** The document it replaces, which may itself be a duplicate. */
  of: string
  loss?: LossReason
  exchange?: ExchangeReason
  /** The old paper was given back and destroyed (уничтожен). */
  destroyed: boolean
  note?: string
}

/** On the old document: what stands in its place, since when. */
export interface ReplacedBy {
  id: string
  kind: ReplacementKind
  registrationNumber: string
  on: CalendarDate
}

/** Note of the delivery (отметка о выдаче). */
export interface Delivery {
  on: CalendarDate
  way: DeliveryWay
  /** Who signed for it, if not the holder; or the number of the parcel. */
  note?: string
  by: string
  byName: string
  at: string
}

export type RegisterStatus = 'valid' | 'annulled' | 'replaced' | 'spoiled'

/** A page of the register, newest first. */
export interface RegisterQuery {
  programmeIds: string[]
  /** Dates of issue, both included. */
  from?: CalendarDate
  to?: CalendarDate
  status?: RegisterStatus
  kind?: 'original' | ReplacementKind
  /** A registration number or its running number, or the beginning of a family name. */
  search?: string
  /** `registerKey` of the last line seen. */
  after?: string
  limit: number
}

/**
 * Certificate (удостоверение). Issued in recoverable steps, each an atomic update of one document:
 * claimed (entries taken) → numbered → rendered → issued. A crash leaves a step to be taken again, never twice.
 * A number whose document came to nothing stays as a line: spoiled (испорчен), with its reason.
 */
export interface Certificate {
  id: string
  enrolmentId: string
  learnerId: string
  programmeId: string
  state: 'claimed' | 'numbered' | 'rendered' | 'issued' | 'abandoned' | 'spoiled'
  status: 'valid' | 'annulled' | 'replaced'
  annulment?: { at: string; by: string; byName?: string; reason: string }
  /** Absent: an original. */
  replacement?: Replacement
  replacedBy?: ReplacedBy
  delivery?: Delivery
  spoiled?: { at: string; by: string; reason: string }
  /** Runs of the federal register's export that held this line, oldest first. */
  exports?: { runId: string; at: string }[]
  /** Absent: a certificate (удостоверение). */
  kind?: TemplateKind
  entryIds: string[]
  /** Learner and work that count in one programme only, see `sharedSourceOf`; unique over all claims that live. */
  exclusiveSources?: string[]
  claimedAt: string
  claimedBy: { personId: string; name: string }
  /** Order to issue (приказ о выдаче) that whoever issued it named. */
  order?: IssueOrder
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
  /** After `abandon` or `spoil` and after its entries were released: frees the enrolment and the entries for another claim. */
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
  /** Every issued document of these enrolments, replacements included, oldest first. */
  ofEnrolments(enrolmentIds: string[]): Promise<Certificate[]>
  /** Those of the ids that are issued and valid. */
  validOf(ids: string[]): Promise<string[]>
  /** A valid document only. @returns whether it was done now */
  annul(id: string, annulment: NonNullable<Certificate['annulment']>): Promise<boolean>
  /** Marks the old document, first writer wins. @returns what stands in its place now; `null`: it is annulled and `by` may not
   *  replace an annulled one */
  markReplaced(id: string, by: ReplacedBy): Promise<ReplacedBy | null>
  /** Gives up a number whose document is not rendered (or, by `ofReplacement`, cannot be). @returns whether it is spoiled now */
  spoil(
    id: string,
    spoiled: NonNullable<Certificate['spoiled']>,
    from: 'numbered' | 'rendered',
  ): Promise<boolean>
  /** The first note stays. @returns the certificate as it is now */
  noteDelivery(id: string, delivery: Delivery): Promise<Certificate | null>
  /** Lines of the register: issued documents and spoiled numbers. */
  register(q: RegisterQuery): Promise<{ lines: Certificate[]; next: string | null }>
  noteExport(ids: string[], run: { runId: string; at: string }): Promise<void>
  list(q: { programmeIds: string[]; after?: string; limit: number }): Promise<Certificate[]>
}

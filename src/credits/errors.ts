/** What these use cases refuse beyond the domain's own errors. */

import type { Requirement } from '#domain/books/progress'
import { AppError } from '#domain/errors'

/** The regulation is not met yet; `requirements` are those that are not. */
export class NotEligibleError extends AppError {
  readonly code = 'not_eligible'
  readonly status = 409
  readonly requirements: readonly Requirement[]
  /** For programs: the requirement, its clause, what it asks for and what there is. */
  readonly issues: readonly { path: string; message: string }[]

  constructor(requirements: readonly Requirement[]) {
    super('the regulation is not met', { requirements: requirements.map(one => one.id).join(', ') })
    this.requirements = requirements
    this.issues = requirements.map(({ id, clause, asks, has }) => ({
      path: id,
      message: `${clause}: asks ${asks}, has ${has}`,
    }))
  }
}

/** The order to issue is older than the programme lets it be. */
export class OrderExpiredError extends AppError {
  readonly code = 'order_expired'
  readonly status = 409
}

/** A statement of study (справка) was issued: annul it first. */
export class StatementIssuedError extends AppError {
  readonly code = 'statement_issued'
  readonly status = 409
}

/** The programme's rule asks for the consent to the processing of personal data, and it is not given. */
export class ConsentMissingError extends AppError {
  readonly code = 'consent_missing'
  readonly status = 409
}

/** There is nothing to sign yet: the entry is not confirmed, nothing in the book is, or a statement tells of no achievement. */
export class CredentialNotDueError extends AppError {
  readonly code = 'credential_not_due'
  readonly status = 409
}

/** Nobody issues their own certificate. */
export class OwnCertificateError extends AppError {
  readonly code = 'own_certificate'
  readonly status = 403
}

/** The time in which a bulk action can be undone has passed. */
export class UndoExpiredError extends AppError {
  readonly code = 'undo_expired'
  readonly status = 409
}

/** The document was annulled: nothing more can be done with it but a correction. */
export class CertificateAnnulledError extends AppError {
  readonly code = 'certificate_annulled'
  readonly status = 409
}

/** Another document stands in its place; `number` names it. */
export class CertificateReplacedError extends AppError {
  readonly code = 'certificate_replaced'
  readonly status = 409
}

/** Справка об обучении (273-ФЗ, ст. 60, ч. 12): for those who left, with what they mastered. */
import type { Actor } from '#domain/access/actor'
import type { Certificate } from '#store/ports/certificates'
import type { IssueOrder } from '#store/ports/issue'

export interface Statements {
  /**
   * Ends the study and issues a statement, exactly once an enrolment: own number, own PDF, kept byte for byte; the register,
   * verification, duplicates and annulment are those of all documents. The hours stay free for another programme.
   *
   * @param input `order`: приказ об отчислении
   * @throws {StatementNotDueError} if a certificate was issued, or is being issued
   * @throws {OwnCertificateError} nobody issues their own @throws {TemplateIncompleteError} before a number is taken
   */
  issue(actor: Actor, input: { enrolmentId: string; order?: IssueOrder }): Promise<Certificate>
  /** The statement of an enrolment; `null`: none, or not issued yet. @throws {NotFoundError} */
  find(actor: Actor, enrolmentId: string): Promise<Certificate | null>
}

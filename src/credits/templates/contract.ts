/** Templates (шаблоны документов) of the organisations whose programmes the actor issues for. Issuers and administrators. */
import type { Actor } from '#domain/access/actor'
import type { CertificateSnapshot, NameForms } from '#domain/certificates/certificate'
import type { TemplateContent, TemplateKind } from '#domain/templates/template'
import type { StoredImage, TemplateVersion } from '#store/ports/templates'

export interface TemplateRow {
  id: string
  kind: TemplateKind
  organisation: string
  /** `null`: the one that comes along. */
  saved: Pick<TemplateVersion, 'version' | 'savedAt' | 'savedByName'> | null
  hasDraft: boolean
}

/** An image without its bytes. */
export type ImageFacts = Omit<StoredImage, 'bytes' | 'templateId'>

export interface TemplateView {
  id: string
  kind: TemplateKind
  organisation: string
  content: TemplateContent
  /** The version that the content began with; 0: the one that comes along. */
  basedOn: number
  /** It is a draft of the actor's own, saved at this instant. */
  draftAt: string | null
  /** Newest first. */
  versions: Pick<TemplateVersion, 'version' | 'savedAt' | 'savedByName'>[]
  images: ImageFacts[]
  /** Programmes of the organisation that the actor reaches: an English page needs their English titles. */
  programmes: { id: string; title: string }[]
  /** What the document would say, with an invented learner. */
  sample: CertificateSnapshot
}

export interface NameView {
  person: { id: string; familyName: string; givenName: string; patronymic?: string }
  /** Worked out by rules. */
  proposed: NameForms
  /** What documents will say. */
  used: NameForms
  isCorrected: boolean
  /** 0: nobody corrected it yet. */
  version: number
}

export interface Templates {
  list(actor: Actor): Promise<TemplateRow[]>
  /** The actor's draft, else the newest version, else the one that comes along; or the version that is asked for. */
  read(actor: Actor, templateId: string, version?: number): Promise<TemplateView>
  /** The same without anybody's draft. */
  readSaved(actor: Actor, templateId: string, version?: number): Promise<TemplateView>
  /** Keeps what is written as the actor's own draft; it need not compile. */
  saveDraft(
    actor: Actor,
    input: { templateId: string; content: TemplateContent; basedOn: number },
  ): Promise<void>
  dropDraft(actor: Actor, templateId: string): Promise<void>
  /**
   * A new version, which documents wear from now on. The draft is gone with it.
   *
   * @throws {TemplateFaultyError} with each fault
   * @throws {TemplateChangedError} if it is not based on the newest one, because somebody saved another meanwhile
   */
  save(
    actor: Actor,
    input: { templateId: string; content: TemplateContent; basedOn: number },
  ): Promise<Pick<TemplateVersion, 'templateId' | 'version'>>
  /** @throws {ImageRefusedError} for what cannot stand on a document */
  addImage(actor: Actor, input: { templateId: string; name: string; bytes: Uint8Array }): Promise<ImageFacts>
  /** For a page: the bytes with their type. @throws {NotFoundError} */
  readImage(actor: Actor, templateId: string, imageId: string): Promise<StoredImage>
  /** The actor's draft, or a version, on an invented learner; marked as a sample. @throws {TemplateFaultyError} */
  preview(actor: Actor, templateId: string, version?: number): Promise<Uint8Array>
  /** What is written, kept nowhere, on an invented learner. @throws {TemplateFaultyError} */
  tryOut(actor: Actor, input: { templateId: string; content: TemplateContent }): Promise<Uint8Array>
  /** A learner's name in the cases of forms. */
  readNames(actor: Actor, personId: string): Promise<NameView>
  /**
   * An empty form goes back to the proposed one.
   *
   * @throws {InvalidInputError} @throws {ConflictError} if it is not the version that was `seen` any more
   */
  saveNames(
    actor: Actor,
    input: { personId: string; forms: Partial<NameForms>; seen?: number },
  ): Promise<void>
}

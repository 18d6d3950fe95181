import type { NameForms } from '#domain/certificates/certificate'
import type { Versioned } from '#domain/changes/changes'
import type { TemplateContent, TemplateKind } from '#domain/templates/template'

/** A saved version (редакция) of an organisation's template: never changed, never deleted. */
export interface TemplateVersion {
  /** `<templateId>|<version>` */
  id: string
  templateId: string
  kind: TemplateKind
  /** As programmes name their issuer. */
  organisation: string
  /** From 1, without gaps. */
  version: number
  content: TemplateContent
  savedAt: string
  savedBy: string
  savedByName: string
}

/** What somebody is writing: theirs alone, until they save a version. */
export interface TemplateDraft {
  /** `<templateId>|<personId>` */
  id: string
  content: TemplateContent
  /** The version that it began with. */
  basedOn: number
  savedAt: string
}

export interface StoredImage {
  /** SHA-256 of its bytes, hex. */
  id: string
  /** The template that it was uploaded for. */
  templateId: string
  name: string
  type: 'png' | 'jpeg' | 'svg'
  width: number
  height: number
  bytes: Uint8Array
}

/** A person's name in the cases of forms, where somebody corrected it; `id` is the person's. */
export interface StoredNameForms extends Partial<NameForms>, Versioned {
  id: string
  savedAt: string
  savedBy: string
}

export interface TemplateStore {
  /** The newest version by template id. */
  newest(templateIds: string[]): Promise<Map<string, TemplateVersion>>
  /** Newest first. */
  versions(templateId: string): Promise<TemplateVersion[]>
  /** @returns `false`: somebody saved that version number meanwhile */
  add(version: TemplateVersion): Promise<boolean>
  draft(id: string): Promise<TemplateDraft | null>
  saveDraft(draft: TemplateDraft): Promise<void>
  dropDraft(id: string): Promise<void>
  /** The same bytes twice are one image. */
  saveImage(image: StoredImage): Promise<void>
  images(ids: string[]): Promise<Map<string, StoredImage>>
  /** Without their bytes, of one template, by name. */
  imagesOf(templateId: string): Promise<Omit<StoredImage, 'bytes'>[]>
  nameForms(personIds: string[]): Promise<Map<string, StoredNameForms>>
  /** In place of what was read; `null`: there was nothing. `false`: somebody was faster. */
  replaceNameForms(next: StoredNameForms, read: StoredNameForms | null): Promise<boolean>
}

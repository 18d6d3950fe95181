/**
 * Template (шаблон) of a document that an organisation issues: its words with fields in braces, logo, signatures, place of the seal,
 * layout. A saved version never changes; a document carries the version that it was made with.
 */

/** Удостоверение; справка об обучении for those who left. */
export const TEMPLATE_KINDS = ['certificate', 'statement'] as const
export type TemplateKind = (typeof TEMPLATE_KINDS)[number]

/** Lines of the document's face from above; an empty one is left out. */
export const TEMPLATE_LINES = [
  'organisation',
  'city',
  'title',
  'registration',
  'intro',
  'holder',
  'period',
  'completed',
  'programme',
  'amount',
  'closing',
  'issued',
] as const
export type TemplateLine = (typeof TEMPLATE_LINES)[number]

/** What a document knows: `{name.dative}` → «Ковалёвой Анне Сергеевне». */
export const TEMPLATE_FIELDS = [
  'organisation',
  'city',
  'title',
  'number',
  'name',
  'name.genitive',
  'name.dative',
  'from',
  'to',
  'programme',
  'regulation',
  'hours',
  'hoursNumber',
  'issuedOn',
  'signatory',
  'secretary',
] as const
export type TemplateField = (typeof TEMPLATE_FIELDS)[number]

export interface TemplateSignature {
  /** Должность. */
  post: string
  /** May name a field, e.g. `{signatory}`. */
  name: string
  /** Image of the signature (факсимиле), by its id. */
  facsimile?: string
}

export interface TemplateLayout {
  orientation: 'landscape' | 'portrait'
  /** Left and right, in millimetres. */
  marginMm: number
  hasFrame: boolean
}

/** The second page in English: for programmes that have an English title here, for no others. */
export interface EnglishPage {
  organisation: string
  city: string
  signatures: readonly Omit<TemplateSignature, 'facsimile'>[]
  /** By programme id. */
  programmes: Readonly<Record<string, string>>
}

export interface TemplateContent {
  lines: Readonly<Record<TemplateLine, string>>
  signatures: readonly TemplateSignature[]
  /** Place of the seal, e.g. «М. П.»; empty: none. */
  seal: string
  layout: TemplateLayout
  /** Images by their ids (SHA-256 of their bytes). */
  logo?: string
  background?: string
  english?: EnglishPage
}

/** What a document says of its template. `version` 0: the one that comes along. */
export interface UsedTemplate {
  id: string
  version: number
  content: TemplateContent
}

/** Ids of all images that the document needs. */
export function imagesOf({ logo, background, signatures }: TemplateContent): string[] {
  const ids = [logo, background, ...signatures.map(each => each.facsimile)]
  return [...new Set(ids.filter(id => id !== undefined))]
}

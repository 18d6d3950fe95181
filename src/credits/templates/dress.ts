/** What a document wears: the organisation's template as it is now, the holder's name in its cases, the English page. */
import type { CertificateSnapshot } from '#domain/certificates/certificate'
import type { Regulation } from '#domain/regulations/regulation'
import { fillText } from '#domain/templates/fill'
import { standardTemplate } from '#domain/templates/standard'
import { imagesOf, type TemplateKind, type UsedTemplate } from '#domain/templates/template'
import type { Stores } from '#store/ports/index'
import type { Person, StoredProgramme } from '#store/ports/people'
import type { StoredImage } from '#store/ports/templates'
import { TemplateIncompleteError } from './errors.ts'
import { templateIdOf } from './key.ts'
import { type FullName, nameFormsOf } from './name-forms.ts'

export type Dress = Pick<CertificateSnapshot, 'template' | 'names' | 'english'>

interface Wearer {
  kind: TemplateKind
  programme: Pick<StoredProgramme, 'id' | 'issuer'>
  regulation: Pick<Regulation, 'document'>
  person: Pick<Person, 'id'>
  /** As the document will say it. */
  name: FullName
}

/** Asked before a number is taken. @throws {TemplateIncompleteError} if an image of the template is not there */
export async function dressOf({ templates }: Pick<Stores, 'templates'>, wearer: Wearer): Promise<Dress> {
  const { kind, programme, person, name } = wearer
  const templateId = templateIdOf(programme.issuer.name, kind)
  const [newest, forms] = await Promise.all([
    templates.newest([templateId]),
    templates.nameForms([person.id]),
  ])
  const saved = newest.get(templateId)
  const template: UsedTemplate = saved
    ? { id: saved.templateId, version: saved.version, content: saved.content }
    : standardTemplate(kind)
  await imagesFor({ templates }, template)
  const english = englishOf(template, wearer)
  return { template, names: nameFormsOf(name, forms.get(person.id)), ...(english && { english }) }
}

/** @throws {TemplateIncompleteError} naming the template's version and how many are missing */
export async function imagesFor(
  { templates }: Pick<Stores, 'templates'>,
  template: UsedTemplate | undefined,
): Promise<Map<string, StoredImage>> {
  const ids = template ? imagesOf(template.content) : []
  const images = ids.length > 0 ? await templates.images(ids) : new Map<string, StoredImage>()
  const missing = ids.filter(id => !images.has(id))
  if (missing.length > 0)
    throw new TemplateIncompleteError('an image of the template is missing', {
      template: template?.id ?? '',
      version: template?.version ?? 0,
      missing: missing.length,
    })
  return images
}

/** Only for programmes that have an English title in the template. */
function englishOf(
  { content }: UsedTemplate,
  { programme, regulation, kind }: Wearer,
): CertificateSnapshot['english'] {
  const { english } = content
  const title = english?.programmes[programme.id]
  if (!english || !title) return undefined
  const { signatory, secretary } = programme.issuer
  return {
    organisation: english.organisation,
    city: english.city,
    title: kind === 'statement' ? 'Statement of study' : regulation.document.title.en,
    programme: title,
    signatures: english.signatures.map(({ post, name }) => ({
      post,
      name: fillText(name, { signatory, secretary }),
    })),
  }
}

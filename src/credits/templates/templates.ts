/** Use cases on templates. Whoever reaches a programme as issuer or administrator keeps the templates of its organisation. */
import type { Actor } from '#domain/actor'
import { NotFoundError } from '#domain/errors'
import { localDate } from '#domain/local-date'
import { TemplateFaultyError, templateFaults } from '#domain/templates/check'
import { standardTemplates } from '#domain/templates/standard'
import { imagesOf, TEMPLATE_KINDS, type TemplateContent, type TemplateKind } from '#domain/templates/template'
import type { StoredProgramme } from '#store/ports/people'
import { actAs, reachableProgrammes } from '../access.ts'
import type { Templates } from './contract.ts'
import type { TemplatesDeps } from './deps.ts'
import { TemplateChangedError } from './errors.ts'
import { templateIdOf } from './key.ts'
import { createNames } from './names.ts'
import { buildSample } from './sample.ts'

interface Own {
  id: string
  kind: TemplateKind
  organisation: string
  programmes: StoredProgramme[]
}

export function createTemplates(deps: TemplatesDeps): Templates {
  const { templates } = deps.stores
  const draftId = (templateId: string, actor: Actor) => `${templateId}|${actor.personId}`

  /** Templates of all organisations that the actor issues for. */
  async function ownTemplates(actor: Actor): Promise<Own[]> {
    const issuer = actAs(actor, 'issuer', 'administrator')
    const byOrganisation = new Map<string, StoredProgramme[]>()
    for (const programme of await reachableProgrammes(deps.stores, issuer)) {
      const { name } = programme.issuer
      byOrganisation.set(name, [...(byOrganisation.get(name) ?? []), programme])
    }
    return [...byOrganisation].flatMap(([organisation, programmes]) =>
      TEMPLATE_KINDS.map(kind => ({ id: templateIdOf(organisation, kind), kind, organisation, programmes })),
    )
  }

  async function ownTemplate(actor: Actor, templateId: string): Promise<Own> {
    const own = (await ownTemplates(actor)).find(each => each.id === templateId)
    if (!own) throw new NotFoundError('no such template')
    return own
  }

  /** The asked version, else the draft, else the newest, else what comes along. */
  async function contentOf(actor: Actor, own: Own, version?: number) {
    const versions = await templates.versions(own.id)
    if (version !== undefined && version > 0) {
      const asked = versions.find(each => each.version === version)
      if (!asked) throw new NotFoundError('no such version')
      return { versions, content: asked.content, basedOn: versions[0]?.version ?? 0, draftAt: null }
    }
    const draft = version === undefined ? await templates.draft(draftId(own.id, actor)) : null
    if (draft) return { versions, content: draft.content, basedOn: draft.basedOn, draftAt: draft.savedAt }
    const newest = version === 0 ? undefined : versions[0]
    const content = newest?.content ?? standardTemplates[own.kind]
    return { versions, content, basedOn: versions[0]?.version ?? 0, draftAt: null }
  }

  function sampleOf({ id, kind, programmes: [programme] }: Own, content: TemplateContent, version: number) {
    if (!programme) throw new NotFoundError('no programme')
    const today = localDate(deps.now(), deps.timeZone)
    return buildSample({
      kind,
      templateId: id,
      version,
      content,
      programme,
      publicUrl: deps.publicUrl,
      today,
    })
  }

  /** @throws {TemplateFaultyError} for what does not compile, lacks an image, or cannot be drawn */
  async function draw(own: Own, content: TemplateContent, version: number): Promise<Uint8Array> {
    const ids = imagesOf(content)
    const images = await templates.images(ids)
    const faults = [
      ...templateFaults(content),
      ...(ids.every(id => images.has(id)) ? [] : [{ path: 'images', code: 'image-missing' as const }]),
    ]
    if (faults.length > 0) throw new TemplateFaultyError(faults)
    return deps.tryOut(sampleOf(own, content, version), Object.fromEntries(images)).catch(error => {
      throw faultOf(error)
    })
  }

  return {
    ...createNames(deps),
    async list(actor) {
      const own = await ownTemplates(actor)
      const newest = await templates.newest(own.map(each => each.id))
      return Promise.all(
        own.map(async ({ id, kind, organisation }) => {
          const { version, savedAt, savedByName } = newest.get(id) ?? {}
          const isSaved = version !== undefined && savedAt !== undefined && savedByName !== undefined
          const hasDraft = (await templates.draft(draftId(id, actor))) !== null
          return {
            id,
            kind,
            organisation,
            saved: isSaved ? { version, savedAt, savedByName } : null,
            hasDraft,
          }
        }),
      )
    },
    async read(actor, templateId, version) {
      const own = await ownTemplate(actor, templateId)
      const [{ versions, ...state }, images] = await Promise.all([
        contentOf(actor, own, version),
        templates.imagesOf(templateId),
      ])
      return {
        id: own.id,
        kind: own.kind,
        organisation: own.organisation,
        ...state,
        versions: versions.map(each => ({
          version: each.version,
          savedAt: each.savedAt,
          savedByName: each.savedByName,
        })),
        images: images.map(({ templateId: _own, ...facts }) => facts),
        programmes: own.programmes.map(({ id, title }) => ({ id, title })),
        sample: sampleOf(own, state.content, state.basedOn),
      }
    },
    async saveDraft(actor, { templateId, content, basedOn }) {
      const own = await ownTemplate(actor, templateId)
      const savedAt = deps.now().toISOString()
      await templates.saveDraft({ id: draftId(own.id, actor), content, basedOn, savedAt })
    },
    async dropDraft(actor, templateId) {
      const own = await ownTemplate(actor, templateId)
      await templates.dropDraft(draftId(own.id, actor))
    },
    async save(actor, { templateId, content, basedOn }) {
      const own = await ownTemplate(actor, templateId)
      const version = basedOn + 1
      await draw(own, content, version)
      const isOurs = await templates.add({
        id: `${own.id}|${version}`,
        templateId: own.id,
        kind: own.kind,
        organisation: own.organisation,
        version,
        content,
        savedAt: deps.now().toISOString(),
        savedBy: actor.personId,
        savedByName: actor.name,
      })
      if (!isOurs) throw new TemplateChangedError('somebody saved another version meanwhile', { version })
      await templates.dropDraft(draftId(own.id, actor))
      return { templateId: own.id, version }
    },
    async addImage(actor, { templateId, name, bytes }) {
      const own = await ownTemplate(actor, templateId)
      const { type, width, height } = deps.checkImage(bytes)
      const image = {
        id: deps.hash(bytes),
        templateId: own.id,
        name: name.slice(-120),
        type,
        width,
        height,
        bytes,
      }
      await templates.saveImage(image)
      const { bytes: _bytes, templateId: _own, ...facts } = image
      return facts
    },
    async readImage(actor, templateId, imageId) {
      const own = await ownTemplate(actor, templateId)
      const isOwn = (await templates.imagesOf(own.id)).some(each => each.id === imageId)
      const image = isOwn ? (await templates.images([imageId])).get(imageId) : undefined
      if (!image) throw new NotFoundError('no such image')
      return image
    },
    async preview(actor, templateId, version) {
      const own = await ownTemplate(actor, templateId)
      const { content, basedOn } = await contentOf(actor, own, version)
      return draw(own, content, version ?? basedOn)
    },
  }
}

/** Too much text is the template's fault; anything else is ours, or an image that cannot be drawn. */
function faultOf(error: unknown): unknown {
  const { code, facts } = error as { code?: string; facts?: { fault?: string } }
  if (code !== 'render_failed' || !facts?.fault) return error
  if (facts.fault === 'TemplateOverflowError')
    return new TemplateFaultyError([{ path: 'lines', code: 'does-not-fit' }])
  return new TemplateFaultyError([{ path: 'images', code: 'image-missing' }])
}

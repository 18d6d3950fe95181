/** Use cases on templates. Whoever reaches a programme as issuer or administrator keeps the templates of its organisation. */
import type { Actor } from '#domain/access/actor'
import { standardTemplates } from '#domain/templates/standard'
import type { TemplateVersion } from '#store/ports/templates'
import { type ContentState, contentFor, draftId, savedContent } from './content.ts'
import type { TemplateRow, Templates, TemplateView } from './contract.ts'
import type { TemplatesDeps } from './deps.ts'
import { draw, sampleOf } from './draw.ts'
import { createTemplateImages } from './images.ts'
import { changedMeanwhile } from './met.ts'
import { createNames } from './names.ts'
import { type OwnTemplate, ownTemplate, ownTemplates } from './own.ts'

export function createTemplates(deps: TemplatesDeps): Templates {
  const { templates } = deps.stores
  return {
    ...createNames(deps),
    ...createTemplateImages(deps),
    async list(actor) {
      const own = await ownTemplates(deps, actor)
      const newest = await templates.newest(own.map(each => each.id))
      return Promise.all(own.map(each => rowOf(deps, actor, each, newest.get(each.id))))
    },
    async read(actor, templateId, version) {
      const own = await ownTemplate(deps, actor, templateId)
      return viewOf(deps, own, await contentFor(deps, actor, own, version))
    },
    async readSaved(actor, templateId, version) {
      const own = await ownTemplate(deps, actor, templateId)
      return viewOf(deps, own, await savedContent(deps, own, version))
    },
    async saveDraft(actor, { templateId, content, basedOn }) {
      const own = await ownTemplate(deps, actor, templateId)
      const savedAt = deps.now().toISOString()
      await templates.saveDraft({ id: draftId(own.id, actor), content, basedOn, savedAt })
    },
    async dropDraft(actor, templateId) {
      const own = await ownTemplate(deps, actor, templateId)
      await templates.dropDraft(draftId(own.id, actor))
    },
    save: saveVersion(deps),
    async preview(actor, templateId, version) {
      const own = await ownTemplate(deps, actor, templateId)
      const { content, basedOn } = await contentFor(deps, actor, own, version)
      return draw(deps, own, content, version ?? basedOn)
    },
    async tryOut(actor, { templateId, content }) {
      const own = await ownTemplate(deps, actor, templateId)
      return draw(deps, own, content, 0)
    },
  }
}

/** Versions count up one by one: whoever began with another than the newest, or comes second, is told. */
function saveVersion(deps: TemplatesDeps): Templates['save'] {
  const { templates } = deps.stores
  return async (actor, { templateId, content, basedOn }) => {
    const own = await ownTemplate(deps, actor, templateId)
    const version = basedOn + 1
    const raced = () => somebodySaved(deps, own, basedOn)
    if ((await savedContent(deps, own)).basedOn !== basedOn) throw await raced()
    await draw(deps, own, content, version)
    const { id, kind, organisation } = own
    const isOurs = await templates.add({
      ...{ id: `${id}|${version}`, templateId: id, kind, organisation, version, content },
      savedAt: deps.now().toISOString(),
      savedBy: actor.personId,
      savedByName: actor.name,
    })
    if (!isOurs) throw await raced()
    await templates.dropDraft(draftId(id, actor))
    return { templateId: id, version }
  }
}

async function somebodySaved(deps: TemplatesDeps, own: OwnTemplate, basedOn: number) {
  const versions = await deps.stores.templates.versions(own.id)
  return changedMeanwhile(versions, basedOn, standardTemplates[own.kind])
}

async function rowOf(
  { stores }: TemplatesDeps,
  actor: Actor,
  { id, kind, organisation }: OwnTemplate,
  newest: TemplateVersion | undefined,
): Promise<TemplateRow> {
  const hasDraft = (await stores.templates.draft(draftId(id, actor))) !== null
  return { id, kind, organisation, saved: newest ? savedOf(newest) : null, hasDraft }
}

const savedOf = ({ version, savedAt, savedByName }: TemplateVersion) => ({ version, savedAt, savedByName })

async function viewOf(
  deps: TemplatesDeps,
  own: OwnTemplate,
  { content, basedOn, draftAt, versions }: ContentState,
): Promise<TemplateView> {
  const { id, kind, organisation, programmes } = own
  const images = await deps.stores.templates.imagesOf(id)
  return {
    ...{ id, kind, organisation, content, basedOn, draftAt },
    versions: versions.map(savedOf),
    images: images.map(({ templateId: _own, ...facts }) => facts),
    programmes: programmes.map(programme => ({ id: programme.id, title: programme.title })),
    sample: sampleOf(deps, own, content, basedOn),
  }
}

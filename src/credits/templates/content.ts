/** What a template says: as saved, as the actor's own draft has it, or as it comes along. */
import type { Actor } from '#domain/access/actor'
import { NotFoundError } from '#domain/errors'
import { standardTemplates } from '#domain/templates/standard'
import type { TemplateContent } from '#domain/templates/template'
import type { TemplateVersion } from '#store/ports/templates'
import type { TemplatesDeps } from './deps.ts'
import type { OwnTemplate } from './own.ts'

export interface ContentState {
  content: TemplateContent
  /** The version that the content began with, the newest one of a saved content; 0: the one that comes along. */
  basedOn: number
  draftAt: string | null
  /** Newest first. */
  versions: TemplateVersion[]
}

export const draftId = (templateId: string, { personId }: Actor): string => `${templateId}|${personId}`

/** @param version absent: the newest; 0: the one that comes along @throws {NotFoundError} */
export async function savedContent(
  { stores }: TemplatesDeps,
  { id, kind }: OwnTemplate,
  version?: number,
): Promise<ContentState> {
  const versions = await stores.templates.versions(id)
  const basedOn = versions[0]?.version ?? 0
  const asked = version ?? basedOn
  const content =
    asked === 0 ? standardTemplates[kind] : versions.find(each => each.version === asked)?.content
  if (!content) throw new NotFoundError('no such version')
  return { content, basedOn, draftAt: null, versions }
}

/** The actor's own draft, if there is one, unless a version is asked for. */
export async function contentFor(
  deps: TemplatesDeps,
  actor: Actor,
  own: OwnTemplate,
  version?: number,
): Promise<ContentState> {
  const saved = await savedContent(deps, own, version)
  const draft = version === undefined ? await deps.stores.templates.draft(draftId(own.id, actor)) : null
  return draft ? { ...saved, content: draft.content, basedOn: draft.basedOn, draftAt: draft.savedAt } : saved
}

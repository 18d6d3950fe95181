/** Which templates are somebody's to keep: those of the organisations whose programmes they reach as issuer or administrator. */
import type { Actor } from '#domain/access/actor'
import { NotFoundError } from '#domain/errors'
import { groupBy } from '#domain/group-by'
import { TEMPLATE_KINDS, type TemplateKind } from '#domain/templates/template'
import type { StoredProgramme } from '#store/ports/people'
import { actAs, reachableProgrammes } from '../access.ts'
import type { TemplatesDeps } from './deps.ts'
import { templateIdOf } from './key.ts'

export interface OwnTemplate {
  id: string
  kind: TemplateKind
  organisation: string
  /** Of the organisation, within the actor's reach. */
  programmes: StoredProgramme[]
}

/** One a kind and organisation. */
export async function ownTemplates({ stores }: TemplatesDeps, actor: Actor): Promise<OwnTemplate[]> {
  const issuer = actAs(actor, 'issuer', 'administrator')
  const byOrganisation = groupBy(
    await reachableProgrammes(stores, issuer),
    programme => programme.issuer.name,
  )
  return [...byOrganisation].flatMap(([organisation, programmes]) =>
    TEMPLATE_KINDS.map(kind => ({ id: templateIdOf(organisation, kind), kind, organisation, programmes })),
  )
}

/** @throws {NotFoundError} */
export async function ownTemplate(deps: TemplatesDeps, actor: Actor, id: string): Promise<OwnTemplate> {
  const own = (await ownTemplates(deps, actor)).find(each => each.id === id)
  if (!own) throw new NotFoundError('no such template')
  return own
}

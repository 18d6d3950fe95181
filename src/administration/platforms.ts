/** Use cases on platforms: the LMSs that may launch the tool, and their deployments. */
import type { Actor } from '#domain/access/actor'
import { demandAdministrator } from '#domain/access/rights'
import { ConflictError, InvalidInputError } from '#domain/errors'
import type { PlatformKey, RotatedKeys } from '#lti/library'
import { faultOf, type RegistrationFault, type RegistrationInput } from '#lti/registration/registration'
import type { PlatformFinding } from '#lti/registration/test-platform'
import type { PlatformRegistration, PlatformStore } from '#store/ports/access'
import { deploymentKey } from '#store/ports/people'
import { deploymentsOf } from '#sync/reach'
import { demandFound } from './demand-found.ts'
import { createInvitations, type Invitations, type InvitationsDeps } from './invitations.ts'
import { demandManager, managesPlatform, seesPlatform } from './platform-rights.ts'
import { rotateKeys } from './rotate-keys.ts'

export type NewPlatform = RegistrationInput

export interface PlatformsDeps extends InvitationsDeps {
  platforms: PlatformStore
  /** Faults of a registration entered by hand, by field; empty if it holds. */
  faultsOf(input: NewPlatform, options: { ownHostsOnly: boolean }): RegistrationFault[]
  /** Makes the keys and the mirror that services need. */
  prepare(platform: PlatformRegistration): Promise<void>
  test(platform: PlatformRegistration, language: 'ru' | 'en'): Promise<PlatformFinding[]>
  keysOf(platform: PlatformRegistration): Promise<PlatformKey[]>
  rotateKeys(platform: PlatformRegistration): Promise<RotatedKeys>
  /** Ends the sessions that these deployments began. */
  endSessions(deployments: string[]): Promise<void>
  newId(): string
}

/** A platform as one administrator sees it. */
export type SeenPlatform = PlatformRegistration & { canManage: boolean }

/** Whoever launches from a platform sees it; `setActive`, `approve` and keys are for who registered it, and the operator. */
export interface Platforms extends Invitations {
  /** Active at once, with the deployments that it names approved. @throws {InvalidInputError} naming each field */
  add(actor: Actor, input: NewPlatform): Promise<PlatformRegistration>
  list(actor: Actor): Promise<SeenPlatform[]>
  read(actor: Actor, id: string): Promise<SeenPlatform>
  /** Switched off, nobody launches from it and the sessions that began there are over. */
  setActive(actor: Actor, id: string, active: boolean): Promise<void>
  /** The operator may approve one in advance, others one that was seen. @throws {NotFoundError} */
  approve(actor: Actor, id: string, deploymentId: string): Promise<void>
  /** Findings in words of the language; default English. */
  test(actor: Actor, id: string, language?: 'ru' | 'en'): Promise<PlatformFinding[]>
  keys(actor: Actor, id: string): Promise<PlatformKey[]>
  /** @param current the key in use as the actor saw it. @throws {ConflictError} if it was rotated meanwhile */
  rotateKeys(actor: Actor, id: string, current?: string): Promise<RotatedKeys>
}

export function createPlatforms(deps: PlatformsDeps): Platforms {
  const find = async (actor: Actor, id: string): Promise<PlatformRegistration> => {
    demandAdministrator(actor)
    const platform = await deps.platforms.byId(id)
    return demandFound(platform && seesPlatform(actor, platform) ? platform : null, `platform: ${id}`)
  }
  const managed = async (actor: Actor, id: string): Promise<PlatformRegistration> => {
    const platform = await find(actor, id)
    demandManager(actor, platform)
    return platform
  }
  const seen = (actor: Actor) => (platform: PlatformRegistration) => ({
    ...platform,
    canManage: managesPlatform(actor, platform),
  })
  return {
    ...createInvitations(deps),
    add: (actor, input) => addPlatform(deps, actor, input),
    async list(actor) {
      demandAdministrator(actor)
      const all = await deps.platforms.all()
      return all.filter(platform => seesPlatform(actor, platform)).map(seen(actor))
    },
    read: async (actor, id) => seen(actor)(await find(actor, id)),
    async setActive(actor, id, active) {
      const platform = await managed(actor, id)
      await deps.platforms.setActive(platform.id, active)
      if (!active) await deps.endSessions(deploymentsOf(platform))
    },
    async approve(actor, id, deploymentId) {
      const platform = await managed(actor, id)
      const noted = platform.deployments.some(one => one.id === deploymentId)
      if (!noted && actor.scope !== 'all') demandFound(null, `deployment: ${deploymentId}`)
      if (!noted) await deps.platforms.noteDeployment(platform.id, deploymentId, deps.now().toISOString())
      await deps.platforms.approveDeployment(platform.id, deploymentId)
    },
    test: async (actor, id, language = 'en') => deps.test(await find(actor, id), language),
    keys: async (actor, id) => deps.keysOf(await managed(actor, id)),
    rotateKeys: async (actor, id, current) => rotateKeys(deps, actor, await managed(actor, id), current),
  }
}

async function addPlatform(
  deps: PlatformsDeps,
  actor: Actor,
  raw: NewPlatform,
): Promise<PlatformRegistration> {
  demandAdministrator(actor)
  const input = trimmed(raw)
  const faults = deps.faultsOf(input, { ownHostsOnly: actor.scope !== 'all' })
  if (faults.length === 0) faults.push(...(await foreignIssuer(deps, actor, input)))
  if (faults.length > 0) throw new InvalidInputError('the registration does not hold', faults)
  const platform = buildPlatform(deps, actor, input)
  try {
    await deps.platforms.create(platform)
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error
    const there = (await deps.platforms.byIssuer(input.issuer)).find(one => isSame(one, platform))
    if (there) return there
    throw new InvalidInputError('the registration does not hold', [faultOf('clientId', 'taken')])
  }
  await deps.prepare(platform)
  return platform
}

/** The form came twice: it was registered the first time. */
function isSame(there: PlatformRegistration, sent: PlatformRegistration): boolean {
  const said = ({
    name,
    clientId,
    authUrl,
    tokenUrl,
    jwksUrl,
    managers,
    deployments,
  }: PlatformRegistration) =>
    JSON.stringify([name, clientId, authUrl, tokenUrl, jwksUrl, managers, deployments.map(({ id }) => id)])
  return said(there) === said(sent)
}

/** People are known by issuer and id, so a second registration of an issuer speaks for the people of the first. */
async function foreignIssuer(
  { platforms }: PlatformsDeps,
  actor: Actor,
  { issuer }: NewPlatform,
): Promise<RegistrationFault[]> {
  const there = await platforms.byIssuer(issuer)
  return there.every(platform => managesPlatform(actor, platform))
    ? []
    : [faultOf('issuer', 'foreign-issuer')]
}

const trimmed = (raw: NewPlatform): NewPlatform => ({
  name: raw.name.trim(),
  issuer: raw.issuer.trim(),
  clientId: raw.clientId.trim(),
  authUrl: raw.authUrl.trim(),
  tokenUrl: raw.tokenUrl.trim(),
  jwksUrl: raw.jwksUrl.trim(),
  deployments: raw.deployments.map(id => id.trim()).filter(id => id !== ''),
})

function buildPlatform(
  deps: PlatformsDeps,
  { scope }: Actor,
  { deployments, ...input }: NewPlatform,
): PlatformRegistration {
  const now = deps.now().toISOString()
  const named = deployments.map(id => deploymentKey(input.issuer, input.clientId, id))
  return {
    id: deps.newId(),
    ...input,
    active: true,
    deployments: deployments.map(id => ({ id, approved: true, seenAt: now })),
    managers: [...new Set([...(scope === 'all' ? [] : scope), ...named])],
    createdAt: now,
  }
}

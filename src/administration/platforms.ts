/** Use cases on platforms: the LMSs that may launch the tool, and their deployments. */
import type { Actor } from '#domain/actor'
import { InvalidInputError } from '#domain/errors'
import type { PlatformRegistration, PlatformStore } from '#store/ports/access'
import { deploymentKey } from '#store/ports/people'
import { demandAdministrator, demandFound, reaches } from './rights.ts'

export interface NewPlatform {
  name: string
  issuer: string
  clientId: string
  deployments: string[]
  authUrl: string
  tokenUrl: string
  jwksUrl: string
}

/** One thing that `test` tried. */
export interface PlatformFinding {
  level: 'ok' | 'warning' | 'error'
  code: string
  message: string
  remedy?: string
}

export interface PlatformsDeps {
  platforms: PlatformStore
  /** Faults of a registration entered by hand, by field; empty if it holds. */
  faultsOf(input: NewPlatform): { path: string; message: string }[]
  /** Makes the keys and the mirror that services need. */
  prepare(platform: PlatformRegistration): Promise<void>
  test(platform: PlatformRegistration): Promise<PlatformFinding[]>
  now(): Date
  newId(): string
}

export interface Platforms {
  /** Active at once, with its deployments approved. @throws {InvalidInputError} @throws {ConflictError} if registered */
  add(actor: Actor, input: NewPlatform): Promise<PlatformRegistration>
  list(actor: Actor): Promise<PlatformRegistration[]>
  setActive(actor: Actor, id: string, active: boolean): Promise<void>
  approve(actor: Actor, id: string, deploymentId: string): Promise<void>
  test(actor: Actor, id: string): Promise<PlatformFinding[]>
}

export function createPlatforms(deps: PlatformsDeps): Platforms {
  const find = async (actor: Actor, id: string): Promise<PlatformRegistration> => {
    demandAdministrator(actor)
    const platform = demandFound(await deps.platforms.byId(id), `platform: ${id}`)
    return demandFound(reaches(actor, deploymentsOf(platform)) ? platform : null, `platform: ${id}`)
  }
  return {
    async add(actor, input) {
      demandAdministrator(actor)
      const faults = deps.faultsOf(input)
      if (faults.length > 0) throw new InvalidInputError('the registration does not hold', faults)
      const platform = buildPlatform(deps, input)
      await deps.platforms.create(platform)
      await deps.prepare(platform)
      return platform
    },
    async list(actor) {
      demandAdministrator(actor)
      return (await deps.platforms.all()).filter(platform => reaches(actor, deploymentsOf(platform)))
    },
    async setActive(actor, id, active) {
      const platform = await find(actor, id)
      await deps.platforms.setActive(platform.id, active)
    },
    async approve(actor, id, deploymentId) {
      const platform = await find(actor, id)
      await deps.platforms.noteDeployment(platform.id, deploymentId, deps.now().toISOString())
      await deps.platforms.approveDeployment(platform.id, deploymentId)
    },
    async test(actor, id) {
      return deps.test(await find(actor, id))
    },
  }
}

const deploymentsOf = (platform: PlatformRegistration): string[] =>
  platform.deployments.map(({ id }) => deploymentKey(platform.issuer, platform.clientId, id))

function buildPlatform(deps: PlatformsDeps, input: NewPlatform): PlatformRegistration {
  const now = deps.now().toISOString()
  return {
    id: deps.newId(),
    name: input.name,
    issuer: input.issuer,
    clientId: input.clientId,
    authUrl: input.authUrl,
    tokenUrl: input.tokenUrl,
    jwksUrl: input.jwksUrl,
    active: true,
    deployments: input.deployments.map(id => ({ id, approved: true, seenAt: now })),
    createdAt: now,
  }
}

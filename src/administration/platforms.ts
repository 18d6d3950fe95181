/** Use cases on platforms: the LMSs that may launch the tool, and their deployments. */
import type { Actor } from '#domain/actor'
import { InvalidInputError } from '#domain/errors'
import type { PlatformRegistration, PlatformStore } from '#store/ports/access'
import { demandAdministrator, demandFound, deploymentsOf, reaches } from './rights.ts'

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

export interface InvitationInput {
  /** What people will call the platform. */
  name: string
  /** Expected issuer; without it the host of the platform's own configuration decides. */
  issuer?: string
}

/** Shown once: only a hash is stored. */
export interface IssuedInvitation {
  /** To be entered in the LMS for dynamic registration. */
  url: string
  expiresAt: string
}

/** Ids of a platform's keys after a rotation. */
export interface RotatedKeys {
  current: string
  next: string
  retired: string[]
}

export interface PlatformsDeps {
  platforms: PlatformStore
  /** Faults of a registration entered by hand, by field; empty if it holds. */
  faultsOf(input: NewPlatform): { path: string; message: string }[]
  /** Makes the keys and the mirror that services need. */
  prepare(platform: PlatformRegistration): Promise<void>
  test(platform: PlatformRegistration, language: 'ru' | 'en'): Promise<PlatformFinding[]>
  /** Makes a one-time invitation and stores its hash. */
  invite(input: InvitationInput): Promise<IssuedInvitation>
  rotateKeys(platform: PlatformRegistration): Promise<RotatedKeys>
  /** Ends the sessions that these deployments began. */
  endSessions(deployments: string[]): Promise<void>
  now(): Date
  newId(): string
}

export interface Platforms {
  /** Active at once, with its deployments approved. @throws {InvalidInputError} @throws {ConflictError} if registered */
  add(actor: Actor, input: NewPlatform): Promise<PlatformRegistration>
  list(actor: Actor): Promise<PlatformRegistration[]>
  /** Switched off, nobody launches from it and the sessions that began there are over. */
  setActive(actor: Actor, id: string, active: boolean): Promise<void>
  approve(actor: Actor, id: string, deploymentId: string): Promise<void>
  /** Findings in words of the language; default English. */
  test(actor: Actor, id: string, language?: 'ru' | 'en'): Promise<PlatformFinding[]>
  /** Lets one platform register itself, once. @throws {InvalidInputError} for a name or an issuer that does not hold */
  invite(actor: Actor, input: InvitationInput): Promise<IssuedInvitation>
  rotateKeys(actor: Actor, id: string): Promise<RotatedKeys>
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
      if (!active) await deps.endSessions(deploymentsOf(platform))
    },
    async approve(actor, id, deploymentId) {
      const platform = await find(actor, id)
      await deps.platforms.noteDeployment(platform.id, deploymentId, deps.now().toISOString())
      await deps.platforms.approveDeployment(platform.id, deploymentId)
    },
    async test(actor, id, language = 'en') {
      return deps.test(await find(actor, id), language)
    },
    async invite(actor, input) {
      demandAdministrator(actor)
      const faults = faultsOfInvitation(input)
      if (faults.length > 0) throw new InvalidInputError('the invitation does not hold', faults)
      return deps.invite(input)
    },
    async rotateKeys(actor, id) {
      return deps.rotateKeys(await find(actor, id))
    },
  }
}

function faultsOfInvitation({ name, issuer }: InvitationInput): { path: string; message: string }[] {
  const faults: { path: string; message: string }[] = []
  if (name.trim() === '' || name.length > 255)
    faults.push({ path: 'name', message: 'must have 1 to 255 characters' })
  if (issuer !== undefined && !/^https?:\/\/\S{1,240}$/.test(issuer))
    faults.push({ path: 'issuer', message: 'must be a whole address, e.g. https://canvas.instructure.com' })
  return faults
}

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

/** Invitations: by each, one platform registers itself, once. */
import type { Actor } from '#domain/access/actor'
import { reachesDeployments } from '#domain/access/reach'
import { demandAdministrator } from '#domain/access/rights'
import { bytesOfSent, type MakingDeps } from '#domain/changes/sent-twice'
import { InvalidInputError, NotFoundError } from '#domain/errors'
import { isCloud } from '#lti/registration/clouds'
import { type FaultCode, faultOf, type RegistrationFault } from '#lti/registration/registration'
import type { Invitation, InvitationStore } from '#store/ports/launches'

export interface InvitationInput {
  /** What people will call the platform. */
  name: string
  /** Expected issuer; without it the host of the platform's own configuration decides. */
  issuer?: string
  /** Of the form: sent twice with one, it is one invitation. */
  key?: string
}

/** Shown once: only a hash is stored. */
export interface IssuedInvitation {
  /** To be entered in the LMS for dynamic registration. */
  url: string
  expiresAt: string
}

/** One that nobody has used yet. */
export interface OpenInvitation {
  id: string
  name: string
  issuer?: string
  createdAt: string
  expiresAt: string
}

export interface InvitationsDeps extends Pick<MakingDeps, 'bytesFor'> {
  invitations: Pick<InvitationStore, 'open' | 'find' | 'revoke'>
  /** Makes a one-time invitation of a code of these bytes and stores its hash; one that is there stays as it is. */
  invite(
    input: Omit<InvitationInput, 'key'> & { managers?: string[] },
    randomBytes: (size: number) => Uint8Array,
  ): Promise<IssuedInvitation>
  randomBytes(size: number): Uint8Array
  now(): Date
}

export interface Invitations {
  /** Lets one platform register itself, once. @throws {InvalidInputError} for a name or an issuer that does not hold */
  invite(actor: Actor, input: InvitationInput): Promise<IssuedInvitation>
  /** Those that the actor made or may see; newest first. */
  invitations(actor: Actor): Promise<OpenInvitation[]>
  /** @throws {NotFoundError} if there is none, or it was used meanwhile */
  revokeInvitation(actor: Actor, id: string): Promise<void>
}

export function createInvitations(deps: InvitationsDeps): Invitations {
  return {
    async invite(actor, { key, ...input }) {
      demandAdministrator(actor)
      const faults = faultsOfInvitation(actor, input)
      if (faults.length > 0) throw new InvalidInputError('the invitation does not hold', faults)
      const wanted = { ...input, ...(actor.scope !== 'all' && { managers: [...actor.scope] }) }
      const sent = { actor, key, what: ['invitation', wanted] }
      return deps.invite(wanted, size => bytesOfSent(deps, sent, size))
    },
    async invitations(actor) {
      demandAdministrator(actor)
      const open = await deps.invitations.open(deps.now())
      return open.filter(one => reachesDeployments(actor, one.managers ?? [])).map(toOpen)
    },
    async revokeInvitation(actor, id) {
      demandAdministrator(actor)
      const found = await deps.invitations.find(id)
      const isTheirs = found !== null && reachesDeployments(actor, found.managers ?? [])
      if (!isTheirs || !(await deps.invitations.revoke(id))) throw new NotFoundError('no such invitation')
    },
  }
}

/** Who administers one LMS may invite another that proves its host; a shared issuer only if we know whose it is. */
function faultsOfInvitation(actor: Actor, { name, issuer }: InvitationInput): RegistrationFault[] {
  const faults: [string, FaultCode][] = []
  if (name.trim() === '') faults.push(['name', 'empty'])
  if (name.length > 255) faults.push(['name', 'too-long'])
  if (issuer !== undefined && !/^https?:\/\/\S{1,240}$/.test(issuer)) faults.push(['issuer', 'not-address'])
  else if (issuer !== undefined && actor.scope !== 'all' && !isCloud(issuer))
    faults.push(['issuer', 'not-cloud'])
  return faults.map(([path, code]) => faultOf(path, code))
}

const toOpen = ({ codeHash, name, issuer, createdAt, expiresAt }: Invitation): OpenInvitation => ({
  id: codeHash,
  name,
  ...(issuer === undefined ? {} : { issuer }),
  createdAt,
  expiresAt: expiresAt.toISOString(),
})

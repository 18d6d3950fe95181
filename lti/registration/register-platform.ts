import { memberOf, textOf } from '../launch/claims.ts'
import type {
  Clock,
  Invitation,
  InvitationPort,
  PlatformPort,
  PlatformRegistration,
  RandomBytes,
} from '../ports.ts'
import {
  RegistrationExistsError,
  RegistrationForeignError,
  RegistrationInvalidError,
  RegistrationRefusedError,
  RegistrationUnreachableError,
} from './errors.ts'
import { claimInvitation } from './invitation.ts'
import { fetchJson, type PlatformConfiguration, readConfiguration } from './platform-configuration.ts'
import { buildToolConfiguration, TOOL_CLAIM } from './tool-configuration.ts'

export interface RegisterDeps {
  invitations: InvitationPort
  /** Stores the registration. */
  create(platform: PlatformRegistration): Promise<void>
  /** Makes its keys, on a thread of their own. */
  prepare(platform: PlatformRegistration): Promise<void>
  allowPrivateAddresses: boolean
  newId(): string
}

export interface RegisterContext extends RegisterDeps {
  platforms: Pick<PlatformPort, 'find' | 'byIssuer'>
  publicUrl: string
  now: Clock
  randomBytes: RandomBytes
}

export interface RegisterRequest {
  openidConfiguration: string
  registrationToken?: string
  invitation?: string
}

/** A registration that was made, and what kind of platform it is. */
export interface Registered {
  platform: PlatformRegistration
  family: string
}

/**
 * Registers a platform that an administrator has invited. The invitation is claimed first and freed again if anything
 * fails, so that of two requests one registers and a fault of the network costs no invitation.
 *
 * @throws {LtiError} of an invitation, or of the registration
 * @see LTI Dynamic Registration 1.0 §3
 */
export async function registerPlatform(request: RegisterRequest, deps: RegisterContext): Promise<Registered> {
  const invitation = await claimInvitation(deps.invitations, request.invitation, deps.now())
  try {
    const registered = await exchange(request, invitation, deps)
    await deps.invitations.settle(invitation.codeHash, registered.platform.id)
    return registered
  } catch (error) {
    await deps.invitations.release(invitation.codeHash)
    throw error
  }
}

async function exchange(
  request: RegisterRequest,
  invitation: Invitation,
  deps: RegisterContext,
): Promise<Registered> {
  const { issuer: expectedIssuer, managers } = invitation
  const { allowPrivateAddresses } = deps
  const configuration = await readConfiguration(request.openidConfiguration, {
    allowPrivateAddresses,
    ...(expectedIssuer === undefined ? {} : { expectedIssuer }),
    ownHostsOnly: managers !== undefined,
  })
  await demandOwnIssuer(configuration, invitation, deps)
  const answer = await sendDescription(configuration, request, deps)
  const clientId = textOf(answer.client_id, 255)
  if (clientId === undefined)
    throw new RegistrationInvalidError({ facts: { field: 'client_id', problem: 'missing' } })
  const { issuer } = configuration
  if ((await deps.platforms.find(issuer, clientId)) !== null)
    throw new RegistrationExistsError({ facts: { issuer, clientId } })
  const deployment = textOf(memberOf(answer[TOOL_CLAIM], 'deployment_id'), 255)
  const platform = buildPlatform(invitation, configuration, clientId, deployment, deps)
  await deps.create(platform)
  await deps.prepare(platform)
  return { platform, family: configuration.family }
}

async function sendDescription(
  configuration: PlatformConfiguration,
  { registrationToken }: RegisterRequest,
  { publicUrl, allowPrivateAddresses }: RegisterContext,
): Promise<Record<string, unknown>> {
  const request = {
    method: 'POST' as const,
    headers: {
      'content-type': 'application/json',
      ...(registrationToken === undefined ? {} : { authorization: `Bearer ${registrationToken}` }),
    },
    body: JSON.stringify(buildToolConfiguration(publicUrl, configuration)),
  }
  try {
    return await fetchJson(configuration.registrationUrl, request, allowPrivateAddresses)
  } catch (error) {
    const status = error instanceof RegistrationUnreachableError ? error.log.status : undefined
    if (status === undefined) throw error
    throw new RegistrationRefusedError({
      facts: { reason: `HTTP ${status}` },
      log: { status },
      hidden: error,
    })
  }
}

/**
 * People are known by issuer and id, so a second registration of an issuer speaks for the people of the first: only
 * those who manage the first, and the operator, may add it.
 */
async function demandOwnIssuer(
  { issuer }: PlatformConfiguration,
  { managers }: Invitation,
  { platforms }: RegisterContext,
): Promise<void> {
  if (managers === undefined) return
  const there = await platforms.byIssuer(issuer)
  const isTheirs = ({ managers: own = [] }: PlatformRegistration) => own.some(one => managers.includes(one))
  if (!there.every(isTheirs)) throw new RegistrationForeignError({ facts: { issuer } })
}

/** Active at once: the invitation is the administrator's consent. A deployment that is not named waits for approval. */
function buildPlatform(
  { name, managers = [] }: Invitation,
  { issuer, authUrl, tokenUrl, jwksUrl }: PlatformConfiguration,
  clientId: string,
  deployment: string | undefined,
  { newId, now }: RegisterContext,
): PlatformRegistration {
  const at = now().toISOString()
  const named = deployment === undefined ? [] : [`${issuer}|${clientId}|${deployment}`]
  return {
    id: newId(),
    name,
    issuer,
    clientId,
    authUrl,
    tokenUrl,
    jwksUrl,
    active: true,
    deployments: deployment === undefined ? [] : [{ id: deployment, approved: true, seenAt: at }],
    managers: [...managers, ...named],
    createdAt: at,
  }
}

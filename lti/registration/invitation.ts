import { sha256 } from '../hash.ts'
import type { Invitation, InvitationPort } from '../ports.ts'
import { InvitationExpiredError, InvitationUnknownError, InvitationUsedError } from './errors.ts'

const INVITATION_DAYS = 7

/** @returns what is stored, and the code, which is shown once */
export function buildInvitation(
  input: Pick<Invitation, 'name' | 'issuer' | 'managers'>,
  now: Date,
  randomBytes: (size: number) => Uint8Array,
): { invitation: Invitation; code: string } {
  const code = Buffer.from(randomBytes(32)).toString('base64url')
  const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000)
  return { code, invitation: { ...input, codeHash: sha256(code), createdAt: now.toISOString(), expiresAt } }
}

/** The address that an LMS administrator enters for dynamic registration. */
export const registrationUrl = (publicUrl: string, code: string): string =>
  `${publicUrl}/lti/register?invitation=${code}`

const CODE = /^[\w-]{43}$/

/** @throws {InvitationUnknownError | InvitationUsedError | InvitationExpiredError} */
export async function claimInvitation(
  invitations: InvitationPort,
  code: string | undefined,
  now: Date,
): Promise<Invitation> {
  if (code === undefined || !CODE.test(code)) throw new InvitationUnknownError()
  const claimed = await invitations.claim(sha256(code), now)
  if (claimed !== null) return claimed
  const found = await invitations.find(sha256(code))
  if (found === null) throw new InvitationUnknownError()
  if (found.usedAt !== undefined) throw new InvitationUsedError()
  throw new InvitationExpiredError()
}

/** The certificate that an issuer acts on: in their scope, and not their own. */
import type { Actor } from '#domain/access/actor'
import { InvalidInputError, NotFoundError } from '#domain/errors'
import type { Certificate } from '#store/ports/certificates'
import { actAs, reachableProgramme } from '../access.ts'
import type { CreditsDeps } from '../deps.ts'
import { OwnCertificateError } from '../errors.ts'

/**
 * @returns the actor in the role in which they act, and the certificate in whatever state
 * @throws {ForbiddenError} without the role @throws {NotFoundError} if there is none or it is out of scope
 * @throws {OwnCertificateError} nobody decides on their own
 */
export async function certificateToActOn(
  { stores }: Pick<CreditsDeps, 'stores'>,
  actor: Actor,
  id: string,
): Promise<{ issuer: Actor; certificate: Certificate }> {
  const issuer = actAs(actor, 'issuer', 'administrator')
  const certificate = await stores.certificates.byId(id)
  if (!certificate || certificate.state === 'abandoned') throw new NotFoundError('no such certificate')
  await reachableProgramme(stores, issuer, certificate.programmeId)
  if (certificate.learnerId === actor.personId)
    throw new OwnCertificateError('nobody decides on their own certificate')
  return { issuer, certificate }
}

const LONGEST = 1000

/** @throws {InvalidInputError} if there is no text or too much of it */
export function textOf(path: string, text: string | undefined): string {
  const trimmed = text?.trim() ?? ''
  if (trimmed === '' || trimmed.length > LONGEST)
    throw new InvalidInputError(`${path} takes 1 to ${LONGEST} characters`, [{ path, message: 'required' }])
  return trimmed
}

/** @throws {InvalidInputError} if the value is none of the list's */
export function oneOf<T extends string>(path: string, value: string, list: readonly T[]): T {
  const found = list.find(each => each === value)
  if (!found)
    throw new InvalidInputError(`${path} is one of ${list.join(', ')}`, [{ path, message: 'unknown' }])
  return found
}

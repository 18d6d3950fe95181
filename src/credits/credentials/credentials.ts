/** All use cases of portable proof, on the same collaborators. */
import { createHash, randomUUID } from 'node:crypto'
import type { Actor } from '#domain/access/actor'
import {
  type AchievementInput,
  buildAchievement,
  buildClr,
  type SignedPayload,
} from '#domain/certificates/certificate-credential'
import type { Entry } from '#domain/entries/entry'
import { NotFoundError } from '#domain/errors'
import { formatHours } from '#domain/hours'
import type { Certificate } from '#store/ports/certificates'
import { reachableOf } from '../access.ts'
import { CredentialNotDueError } from '../errors.ts'
import type { Credentials, SignedCredential } from './contract.ts'
import type { CredentialDeps } from './deps.ts'
import { publicKey, publicKeys, rotateKey, signNow } from './keys.ts'
import { secondOf, statusList, statusOf } from './status.ts'
import { verify } from './verify.ts'

export function createCredentials(deps: CredentialDeps): Credentials {
  return {
    ofCertificate: ofCertificate(deps),
    ofEntry: ofEntry(deps),
    ofBook: ofBook(deps),
    publicKey: publicKey(deps),
    publicKeys: publicKeys(deps),
    statusList: statusList(deps),
    issuer: async id => {
      const name = await deps.stores.credentials.kept(`issuer|${id}`)
      return name === null ? null : { id: `${deps.publicUrl}/issuers/${id}`, type: ['Profile'], name }
    },
    rotateKey: rotateKey(deps),
    verify: verify(deps),
  }
}

/** @throws {NotFoundError} unless it is the actor's own or in their scope */
async function expectVisible(
  { stores }: CredentialDeps,
  actor: Actor,
  { learnerId, programmeId }: { learnerId: string; programmeId: string },
): Promise<void> {
  if (learnerId === actor.personId) return
  if (!(await reachableOf(stores, actor, [programmeId])).has(programmeId))
    throw new NotFoundError('no such credential')
}

function ofCertificate(deps: CredentialDeps): Credentials['ofCertificate'] {
  return async (actor, id) => {
    const certificate = await deps.stores.certificates.byId(id)
    if (certificate?.state !== 'issued') throw new NotFoundError('no such credential')
    await expectVisible(deps, actor, certificate)
    if (certificate.kind === 'statement')
      throw new CredentialNotDueError('a statement of study tells of no achievement')
    return signCertificate(deps, certificate)
  }
}

function ofEntry(deps: CredentialDeps): Credentials['ofEntry'] {
  return async (actor, id) => {
    const entry = await deps.stores.entries.byId(id)
    if (!entry) throw new NotFoundError('no such credential')
    await expectVisible(deps, actor, entry)
    if (entry.status !== 'confirmed')
      throw new CredentialNotDueError('only a confirmed entry has a credential')
    return signEntry(deps, entry)
  }
}

function ofBook(deps: CredentialDeps): Credentials['ofBook'] {
  const { stores } = deps
  return async (actor, enrolmentId) => {
    const enrolment = await stores.enrolments.byId(enrolmentId)
    if (!enrolment) throw new NotFoundError('no such credential')
    await expectVisible(deps, actor, enrolment)
    const programme = await stores.programmes.byId(enrolment.programmeId)
    const entries = await stores.entries.ofBook(enrolment.learnerId, enrolment.programmeId)
    const confirmed = entries.filter(entry => entry.status === 'confirmed')
    const certificates = (await stores.certificates.ofEnrolments([enrolmentId])).filter(
      each => each.status === 'valid' && each.kind !== 'statement',
    )
    const signed: Signed[] = []
    for (const entry of confirmed) signed.push(await signEntry(deps, entry))
    for (const certificate of certificates) signed.push(await signCertificate(deps, certificate))
    if (signed.length === 0)
      throw new CredentialNotDueError('a book without confirmed entries has no credential')
    const id = `${deps.publicUrl}/credentials/book/${enrolmentId}`
    const payload = buildClr({
      id,
      issuer: await issuerOf(deps, programme?.issuer.name ?? ''),
      validFrom: secondOf(deps.now()),
      subject: await subjectOf(deps, enrolment.learnerId),
      name: `Зачётно-накопительная книжка: ${programme?.title ?? ''}`,
      signed,
    })
    return { id, jwt: await signNow(deps, payload) }
  }
}

type Signed = SignedCredential & SignedPayload

async function signCertificate(deps: CredentialDeps, certificate: Certificate): Promise<Signed> {
  const { id, snapshot, issuedAt = '', learnerId, programmeId } = certificate
  if (!snapshot) throw new NotFoundError('no such credential')
  return sign(deps, `certificate|${id}`, {
    issuer: await issuerOf(deps, snapshot.issuer.name),
    validFrom: secondOf(new Date(issuedAt)),
    subject: await subjectOf(deps, learnerId),
    achievementId: `${deps.publicUrl}/achievements/${programmeId}`,
    achievementType: 'Certificate',
    name: snapshot.programme.title,
    description: snapshot.documentTitle,
    narrative: snapshot.programme.regulation,
    hours: snapshot.hours,
    ...snapshot.period,
    licenseNumber: snapshot.registrationNumber,
  })
}

async function signEntry(deps: CredentialDeps, entry: Entry): Promise<Signed> {
  const { id, history, createdAt, title, kind, hours, date } = entry
  const confirmedAt = history.findLast(step => step.action === 'confirm')?.at ?? createdAt
  const programme = await deps.stores.programmes.byId(entry.programmeId)
  return sign(deps, `entry|${id}`, {
    issuer: await issuerOf(deps, programme?.issuer.name ?? entry.provider),
    validFrom: secondOf(new Date(confirmedAt)),
    subject: await subjectOf(deps, entry.learnerId),
    achievementId: `${deps.publicUrl}/achievements/${entry.programmeId}/${encodeURIComponent(entry.moduleId)}`,
    achievementType: 'Course',
    name: title,
    description: `${title} (${kind})`,
    narrative: entry.document ?? entry.provider,
    hours: formatHours(hours),
    to: date,
  })
}

async function sign(
  deps: CredentialDeps,
  credential: string,
  input: Omit<AchievementInput, 'id' | 'status'>,
): Promise<Signed> {
  const id = `${deps.publicUrl}/credentials/${credential.replace('|', '/')}`
  const payload = buildAchievement({ ...input, id, status: await statusOf(deps, credential) })
  return { id, payload, jwt: await signNow(deps, payload) }
}

/** A random URN, the same for all of a person's credentials. */
const subjectOf = ({ stores }: CredentialDeps, learnerId: string): Promise<string> =>
  stores.credentials.keep(`subject|${learnerId}`, `urn:uuid:${randomUUID()}`)

/** By the name that the document says: it may change, the profile of the old one stays. */
async function issuerOf({ stores, publicUrl }: CredentialDeps, name: string) {
  const id = createHash('sha256').update(name).digest('hex').slice(0, 16)
  await stores.credentials.keep(`issuer|${id}`, name)
  return { id: `${publicUrl}/issuers/${id}`, name }
}

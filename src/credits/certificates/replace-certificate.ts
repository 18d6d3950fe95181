/**
 * A new document in place of one that was issued: duplicate (дубликат), exchange (обмен), correction (исправление). It has its
 * own number and its own PDF; the old ones stay byte for byte. The claim holds the old document's place under a unique
 * index, so that one document has one replacement, whoever asks and however often.
 */
import type { Actor } from '#domain/access/actor'
import { EXCHANGE_REASONS, LOSS_REASONS, type ReplacementKind } from '#domain/certificates/certificate'
import { verificationCode } from '#domain/certificates/certificate-number'
import { ConflictError, NotFoundError } from '#domain/errors'
import { yearOf } from '#domain/time/calendar'
import type { Certificate, Replacement } from '#store/ports/certificates'
import { todayOf } from '../books/load-books.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { CertificateAnnulledError, CertificateReplacedError } from '../errors.ts'
import { type Dress, dressOf } from '../templates/dress.ts'
import { CODE_BYTES, nameOf } from './draft.ts'
import { finishClaim, giveBack } from './finish-claim.ts'
import { annulledBy } from './met.ts'
import { certificateToActOn, oneOf, textOf } from './own-register.ts'

export function duplicateCertificate(deps: CreditsDeps): Credits['duplicateCertificate'] {
  return (actor, input) =>
    replace(deps, actor, {
      ...commonOf('duplicate', input),
      loss: oneOf('reason', input.reason, LOSS_REASONS),
    })
}

export function exchangeCertificate(deps: CreditsDeps): Credits['exchangeCertificate'] {
  return (actor, input) =>
    replace(deps, actor, {
      ...commonOf('exchange', input),
      exchange: oneOf('reason', input.reason, EXCHANGE_REASONS),
    })
}

export function correctCertificate(deps: CreditsDeps): Credits['correctCertificate'] {
  return async (actor, input) =>
    replace(deps, actor, { ...commonOf('correction', input), note: textOf('note', input.note) })
}

function commonOf(
  kind: ReplacementKind,
  input: { certificateId: string; note?: string; destroyed?: boolean },
): Replacement {
  const { certificateId: of, destroyed = false, note } = input
  return { kind, of, destroyed, ...(note !== undefined && { note: textOf('note', note) }) }
}

/**
 * @throws {CertificateReplacedError} if another kind of document stands in its place
 * @throws {CertificateAnnulledError} but for a correction
 */
async function replace(deps: CreditsDeps, actor: Actor, replacement: Replacement): Promise<Certificate> {
  const { issuer, certificate: old } = await certificateToActOn(deps, actor, replacement.of)
  if (old.state !== 'issued') throw new ConflictError('it is not issued yet')
  if (old.status === 'annulled' && replacement.kind !== 'correction')
    throw new CertificateAnnulledError(
      'an annulled document can be corrected, nothing else',
      {},
      { meanwhile: annulledBy(old) },
    )
  const claim = await buildClaim(deps, issuer, old, replacement)
  const held = await deps.stores.certificates.claim(claim)
  if (held.replacement?.kind !== replacement.kind)
    throw new CertificateReplacedError('another document stands in its place', {
      number: held.snapshot?.registrationNumber ?? '',
    })
  if (held.state === 'spoiled' || held.state === 'abandoned') {
    await giveBack(deps, held)
    throw new ConflictError('that number was given up; ask again', { certificateId: held.id })
  }
  return finishClaim(deps, held)
}

/** The old document's words but for what is of today: its date, who signs, and, unless a duplicate, the learner's name. */
async function buildClaim(
  deps: CreditsDeps,
  actor: Actor,
  old: Certificate,
  replacement: Replacement,
): Promise<Certificate> {
  const { stores } = deps
  const [learner, programme] = await Promise.all([
    stores.people.byId(old.learnerId),
    stores.programmes.byId(old.programmeId),
  ])
  if (!learner || !programme || !old.snapshot) throw new NotFoundError('no such certificate')
  const code = verificationCode(deps.randomBytes(CODE_BYTES))
  const issuedOn = todayOf(deps)
  const name = replacement.kind === 'duplicate' ? old.snapshot.learner : nameOf(learner)
  const dress = await dressOf(stores, {
    kind: old.kind ?? 'certificate',
    programme,
    regulation: deps.regulations.inForce(programme.regulation, issuedOn),
    person: learner,
    name,
  })
  return {
    id: deps.newId(),
    enrolmentId: old.enrolmentId,
    learnerId: old.learnerId,
    programmeId: old.programmeId,
    state: 'claimed',
    status: 'valid',
    ...(old.kind && { kind: old.kind }),
    entryIds: [],
    replacement,
    claimedAt: deps.now().toISOString(),
    claimedBy: { personId: actor.personId, name: actor.name },
    year: yearOf(issuedOn),
    verificationCode: code,
    draft: draftOf(old.snapshot, {
      learner: name,
      ...dress,
      issuer: programme.issuer,
      issuedOn,
      verificationCode: code,
      verificationUrl: `${deps.publicUrl}/verify/${code}`,
      kind: replacement.kind,
    }),
  }
}

type Snapshot = NonNullable<Certificate['snapshot']>
type Draft = NonNullable<Certificate['draft']>

function draftOf(
  { registrationNumber, issuedOn, ...old }: Omit<Snapshot, keyof Dress>,
  {
    kind,
    ...today
  }: Pick<Draft, 'learner' | 'issuer' | 'issuedOn' | 'verificationCode' | 'verificationUrl'> &
    Dress & { kind: ReplacementKind },
): Draft {
  return {
    ...old,
    ...today,
    replaces: { kind, registrationNumber, issuedOn },
  }
}

/**
 * From a claim to an issued certificate, in steps that may each be repeated, by anybody, at any time:
 * consume the entries → number → snapshot → PDF → (the old document marked as replaced) → issued. A crash leaves a step to be taken again; two at once take each
 * step once between them, because the store lets the first writer win and answers the second with what is there.
 */
import { createHash } from 'node:crypto'
import { formatRegistrationNumber } from '#domain/certificates/certificate-number'
import { ConflictError } from '#domain/errors'
import type { Certificate } from '#store/ports/certificates'
import type { StoredImage } from '#store/ports/templates'
import { recompute } from '../books/recompute.ts'
import type { CreditsDeps } from '../deps.ts'
import { imagesFor } from '../templates/dress.ts'

/** @throws {TemplateIncompleteError} before a number is taken @throws {ConflictError} if an entry changed meanwhile, or the number was given up as spoiled: the claim is given back */
export async function finishClaim(deps: CreditsDeps, claim: Certificate): Promise<Certificate> {
  if (claim.state === 'issued') return claim
  if (claim.state === 'spoiled') return giveUp(deps, claim, 'the number was spoiled; ask again')
  if (claim.state === 'claimed') await consumeEntries(deps, claim)
  const images = await imagesFor(deps.stores, claim.draft?.template)
  const numbered = await numberAndFix(deps, claim)
  if (claim.state !== 'rendered') await renderPdf(deps, claim.id, numbered, Object.fromEntries(images))
  await markReplaced(deps, claim, numbered)
  await recordInBook(deps, claim)
  const issued = await deps.stores.certificates.markIssued(claim.id, deps.now().toISOString())
  await recomputeOf(deps, issued)
  return issued
}

/** The study ends; the order to issue is recorded, where whoever issued named one. */
async function recordInBook({ stores }: CreditsDeps, claim: Certificate): Promise<void> {
  const { enrolmentId, order } = claim
  if (order && !isStatement(claim) && !claim.replacement)
    await stores.enrolments.setFacts(enrolmentId, { issueOrder: order.on })
  await stores.enrolments.setStatus(enrolmentId, isStatement(claim) ? 'left' : 'finished')
}

/** All books of the learner: what was used here may count nowhere else. */
async function recomputeOf(deps: CreditsDeps, { learnerId }: Certificate): Promise<void> {
  await recompute(deps)(await deps.stores.enrolments.byLearner(learnerId))
}

async function consumeEntries(deps: CreditsDeps, claim: Certificate): Promise<void> {
  const consumed = await deps.stores.entries.consume(claim.entryIds, claim.id)
  if (consumed.length === claim.entryIds.length) return
  if (!(await deps.stores.certificates.abandon(claim.id))) {
    const now = await deps.stores.certificates.byId(claim.id)
    // somebody else consumed them all and went on: so do we
    if (now && now.state !== 'abandoned') return
  }
  return giveUp(deps, claim, 'an entry was changed meanwhile; ask again')
}

async function giveUp(deps: CreditsDeps, claim: Certificate, why: string): Promise<never> {
  await giveBack(deps, claim)
  throw new ConflictError(why, { certificateId: claim.id })
}

/** The second half of giving a claim up; asked again, it goes on where it stopped. */
export async function giveBack(deps: CreditsDeps, claim: Certificate): Promise<void> {
  await deps.stores.entries.release(claim.id)
  await deps.stores.certificates.letGo(claim.id)
}

type Snapshot = NonNullable<Certificate['snapshot']>

/** Справки have running numbers of their own. */
const STATEMENT_SERIES = 'СП'
const isStatement = ({ kind }: Certificate): boolean => kind === 'statement'

/** The number is the issuing organisation's, by year; the snapshot is the claim's draft with it. */
export async function numberAndFix(deps: CreditsDeps, claim: Certificate): Promise<Snapshot> {
  if (claim.snapshot) return claim.snapshot
  const { draft, id, year } = claim
  if (!draft) throw new ConflictError('the claim has no draft', { certificateId: id })
  const { name } = draft.issuer
  const seq = await numberOf(deps, claim, isStatement(claim) ? `${name} | ${STATEMENT_SERIES}` : name, year)
  return deps.stores.certificates.saveSnapshot(id, {
    ...draft,
    registrationNumber: formatRegistrationNumber({
      year,
      seq,
      ...(isStatement(claim) && { prefix: STATEMENT_SERIES }),
    }),
  })
}

/** A claim that was given up under our eyes gets no number: what we marked for it is released. */
async function numberOf(
  deps: CreditsDeps,
  claim: Certificate,
  issuer: string,
  year: number,
): Promise<number> {
  try {
    return await deps.stores.certificates.assignNumber(claim.id, issuer, year)
  } catch (error) {
    const now = await deps.stores.certificates.byId(claim.id)
    if (now?.state === 'abandoned') await giveBack(deps, claim)
    throw error
  }
}

async function renderPdf(
  deps: CreditsDeps,
  id: string,
  snapshot: Snapshot,
  images: Record<string, StoredImage>,
): Promise<void> {
  const pdf = await deps.render(snapshot, images)
  await deps.stores.certificates.savePdf(id, pdf, createHash('sha256').update(pdf).digest('hex'))
}

/**
 * The old document's own update decides: it was replaced by this one, or it was annulled first, and then the number that
 * was taken here is spoiled.
 */
async function markReplaced(deps: CreditsDeps, claim: Certificate, snapshot: Snapshot): Promise<void> {
  const { id, replacement } = claim
  if (!replacement) return
  const { registrationNumber, issuedOn } = snapshot
  const { certificates } = deps.stores
  const { kind } = replacement
  const stands = await certificates.markReplaced(replacement.of, {
    id,
    kind,
    registrationNumber,
    on: issuedOn,
  })
  if (stands?.id === id) return
  const reason = 'заменяемый документ аннулирован'
  await certificates.spoil(id, { at: deps.now().toISOString(), by: 'system', reason }, 'rendered')
  await giveUp(deps, claim, 'the document to be replaced was annulled')
}

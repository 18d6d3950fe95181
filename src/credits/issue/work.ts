/**
 * Works on confirmed batches, one certificate after another so that numbers follow the order of the list. A lease says whose
 * a batch is; a worker that dies loses it and the next goes on with what waits. What was issued before a crash could be
 * noted is issued again by the same use case, which answers the same certificate.
 */
import { AppError } from '#domain/errors'
import type { IssueBatch, IssueItem, IssueLease, IssueOutcome } from '#store/ports/issue'
import { NotEligibleError } from '../errors.ts'
import type { Issuing } from './contract.ts'
import type { IssuingDeps } from './deps.ts'

/** Longer than one certificate may take: a drawing is given up after 30 s. */
const LEASE_MS = 2 * 60_000
const PAGE = 50

export function workBatches(deps: IssuingDeps): Issuing['work'] {
  const { issue } = deps.stores
  return async signal => {
    let settled = 0
    while (!signal?.aborted) {
      const lease = await issue.claim(deps.newId(), deps.now(), LEASE_MS)
      if (!lease) return settled
      try {
        settled += await workOn(deps, lease, signal)
      } catch (error) {
        await issue.release(lease)
        throw error
      }
    }
    return settled
  }
}

async function workOn(
  deps: IssuingDeps,
  lease: IssueLease,
  signal: AbortSignal | undefined,
): Promise<number> {
  const { issue } = deps.stores
  const { batch } = lease
  await issue.addItems(itemsOf(batch))
  let settled = 0
  for (;;) {
    const page = await issue.waiting(batch.id, PAGE)
    if (page.length === 0) {
      await issue.finish(lease, deps.now().toISOString())
      return settled
    }
    for (const item of page) {
      if (signal?.aborted) {
        await issue.release(lease)
        return settled
      }
      if (!(await issue.renew(lease, deps.now(), LEASE_MS))) return settled
      await issue.settle(await issueOne(deps, batch, item))
      settled++
    }
  }
}

const itemsOf = ({ id, chosen }: IssueBatch): IssueItem[] =>
  chosen.map((enrolmentId, position) => ({ batchId: id, enrolmentId, position, state: 'waiting' }))

async function issueOne(
  deps: IssuingDeps,
  batch: IssueBatch,
  { enrolmentId }: IssueItem,
): Promise<IssueOutcome> {
  const place = { batchId: batch.id, enrolmentId }
  try {
    const { id, snapshot, claimedAt, claimedBy } = await issueTwice(deps, batch, enrolmentId)
    const isOurs = claimedBy.personId === batch.actor.personId && claimedAt >= (batch.startedAt ?? '')
    const registrationNumber = snapshot?.registrationNumber ?? ''
    const at = deps.now().toISOString()
    return { ...place, at, state: 'issued', certificateId: id, registrationNumber, already: !isOurs }
  } catch (error) {
    if (isPassing(error)) throw error
    const code = codeOf(error)
    const missing = error instanceof NotEligibleError ? error.requirements.map(one => one.id) : undefined
    return { ...place, at: deps.now().toISOString(), state: 'refused', code, ...(missing && { missing }) }
  }
}

/** A book that changed under the claim is judged anew, once. */
async function issueTwice(
  { issueCertificate }: IssuingDeps,
  { actor, order }: IssueBatch,
  enrolmentId: string,
) {
  const input = { enrolmentId, ...(order && { order }) }
  try {
    return await issueCertificate(actor, input)
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'conflict') throw error
    return issueCertificate(actor, input)
  }
}

/** A store that does not answer: the work ends and is taken up again. Anything else is this certificate's own refusal. */
function isPassing(error: unknown): boolean {
  const { name, retryable } = (error ?? {}) as { name?: unknown; retryable?: unknown }
  return retryable === true || String(name).startsWith('Mongo')
}

const codeOf = (error: unknown): string => (error instanceof AppError ? error.code : 'internal')

/** What became of a batch: numbers, and each refusal with its code. */
import type { IssueItem } from '#store/ports/issue'
import { actAs } from '../access.ts'
import { personOrId } from '../books/views.ts'
import { ownBatch } from './batches.ts'
import type { BatchItemView, BatchView, Issuing } from './contract.ts'
import type { IssuingDeps } from './deps.ts'

const SHOWN = 2000

export function readBatch(deps: IssuingDeps): Issuing['read'] {
  const { issue } = deps.stores
  return async (actor, batchId) => {
    const issuer = actAs(actor, 'issuer', 'administrator')
    const batch = await ownBatch(deps, issuer, batchId)
    const [counts, refused, issued] = await Promise.all([
      issue.counts(batchId),
      issue.items({ batchId, state: 'refused', limit: SHOWN }),
      issue.items({ batchId, state: 'issued', limit: SHOWN }),
    ])
    // before a worker has taken it up, everybody waits
    const known = counts.waiting + counts.issued + counts.refused
    const waiting = known === 0 && batch.state !== 'done' ? batch.chosen.length : counts.waiting
    return {
      batch,
      counts: { ...counts, waiting },
      numbers: numbersOf(issued),
      items: await withLearners(deps, [...refused, ...issued]),
    }
  }
}

function numbersOf(issued: readonly IssueItem[]): BatchView['numbers'] {
  const fresh = issued.filter(item => !item.already).map(item => item.registrationNumber ?? '')
  const [first] = fresh
  return first === undefined ? null : { first, last: fresh.at(-1) ?? first }
}

async function withLearners({ stores }: IssuingDeps, items: readonly IssueItem[]): Promise<BatchItemView[]> {
  const enrolments = await stores.enrolments.byIds(items.map(item => item.enrolmentId))
  const learnerOf = new Map(enrolments.map(each => [each.id, each.learnerId]))
  const people = await stores.people.byIds([...new Set(learnerOf.values())])
  return items.map(item => ({ ...item, learner: personOrId(people, learnerOf.get(item.enrolmentId) ?? '') }))
}

export function listBatches(deps: IssuingDeps): Issuing['list'] {
  const { issue } = deps.stores
  return async (actor, limit = 10) => {
    const issuer = actAs(actor, 'issuer', 'administrator')
    const batches = await issue.latest(issuer.personId, limit)
    return Promise.all(batches.map(async batch => ({ batch, counts: await issue.counts(batch.id) })))
  }
}

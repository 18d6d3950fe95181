/** Batches as people make and watch them: chosen, checked, confirmed, read. */
import type { Actor } from '#domain/access/actor'
import { InvalidInputError, NotFoundError } from '#domain/errors'
import type { IssueBatch } from '#store/ports/issue'
import type { Enrolment } from '#store/ports/people'
import { actAs, reachableOf, reachableProgrammes } from '../access.ts'
import { todayOf } from '../books/load-books.ts'
import { checkEnrolments } from './check.ts'
import type { CheckedRow, Issuing } from './contract.ts'
import type { IssuingDeps } from './deps.ts'
import { lacksOrderOnly, requireOrder } from './order.ts'

const MOST = 2000
const PAGE = 500
/** A draft is forgotten after a day. */
const DRAFT_MS = 24 * 3_600_000

export function chooseBatch(deps: IssuingDeps): Issuing['choose'] {
  return async (actor, input) => {
    const issuer = actAs(actor, 'issuer', 'administrator')
    const chosen =
      'allReady' in input
        ? await everybodyReady(deps, issuer, input.programmeId)
        : await reachableEnrolments(deps, issuer, input.enrolmentIds)
    if (chosen.length === 0 || chosen.length > MOST)
      throw new InvalidInputError(`a batch takes 1 to ${MOST}`, [
        { path: 'enrolmentIds', message: `1 to ${MOST}` },
      ])
    const now = deps.now()
    const batch = {
      id: deps.newId(),
      state: 'draft' as const,
      actor: issuer,
      chosen,
      createdAt: now.toISOString(),
    }
    await deps.stores.issue.create(batch, new Date(now.getTime() + DRAFT_MS))
    return batch.id
  }
}

async function reachableEnrolments({ stores }: IssuingDeps, actor: Actor, ids: string[]): Promise<string[]> {
  const unique = [...new Set(ids)]
  const found = await stores.enrolments.byIds(unique)
  const programmes = await reachableOf(
    stores,
    actor,
    found.map(enrolment => enrolment.programmeId),
  )
  const known = new Set(found.filter(each => programmes.has(each.programmeId)).map(each => each.id))
  if (unique.some(id => !known.has(id))) throw new NotFoundError('no such enrolment')
  return unique
}

/** By the cached summary; the check computes anew. The first 2,000: another batch takes the rest. */
async function everybodyReady(deps: IssuingDeps, actor: Actor, programmeId?: string): Promise<string[]> {
  const { enrolments, certificates } = deps.stores
  const reachable = (await reachableProgrammes(deps.stores, actor)).map(programme => programme.id)
  const programmeIds = programmeId === undefined ? reachable : reachable.filter(id => id === programmeId)
  if (programmeId !== undefined && programmeIds.length === 0) throw new NotFoundError('no such programme')
  const ready: string[] = []
  let after: string | undefined
  do {
    const page: Enrolment[] = await enrolments.listByProgramme({
      programmeIds,
      eligible: true,
      ...(after !== undefined && { after }),
      limit: PAGE,
    })
    const there = await certificates.byEnrolments(page.map(enrolment => enrolment.id))
    const open = page.filter(({ id, learnerId }) => !there.has(id) && learnerId !== actor.personId)
    ready.push(...open.map(enrolment => enrolment.id))
    after = page.length < PAGE ? undefined : page.at(-1)?.id
  } while (after !== undefined && ready.length < MOST)
  return ready.slice(0, MOST)
}

/** @throws {NotFoundError} unless it is the actor's own */
export async function ownBatch({ stores }: IssuingDeps, actor: Actor, id: string): Promise<IssueBatch> {
  const batch = await stores.issue.byId(id)
  const isOperator = actor.scope === 'all'
  if (!batch || (batch.actor.personId !== actor.personId && !isOperator))
    throw new NotFoundError('no such batch')
  return batch
}

export function checkBatch(deps: IssuingDeps): Issuing['check'] {
  return async (actor, batchId) => {
    const issuer = actAs(actor, 'issuer', 'administrator')
    const batch = await ownBatch(deps, issuer, batchId)
    const enrolments = await deps.stores.enrolments.byIds(batch.chosen)
    const place = new Map(batch.chosen.map((id, i) => [id, i]))
    const inOrder = enrolments.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
    const rows = await checkEnrolments(deps, issuer, inOrder, batch.order)
    const awaitsOrder = (row: CheckedRow) => row.obstacle === 'not_eligible' && lacksOrderOnly(row.missing)
    return {
      batch,
      ready: rows.filter(row => row.obstacle === null),
      awaitOrder: rows.filter(awaitsOrder),
      leftOut: rows.filter(row => row.obstacle !== null && !awaitsOrder(row)),
    }
  }
}

export function startBatch(deps: IssuingDeps): Issuing['start'] {
  return async (actor, { batchId, order }) => {
    const issuer = actAs(actor, 'issuer', 'administrator')
    await ownBatch(deps, issuer, batchId)
    if (order) requireOrder(order, todayOf(deps))
    const opened = await deps.stores.issue.open(batchId, deps.now().toISOString(), order)
    if (!opened) throw new NotFoundError('no such batch')
    return opened
  }
}

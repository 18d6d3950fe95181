/** Takes up claims that a crash left behind. */
import { ConflictError } from '#domain/errors'
import type { Certificate } from '#store/ports/certificates'
import { actAs, reachableOf } from '../access.ts'
import type { Credits } from '../contract.ts'
import { minutesAfter } from '../dates.ts'
import type { CreditsDeps } from '../deps.ts'
import { finishClaim } from './finish-claim.ts'

/** A younger claim is somebody's at work. */
const LEFT_BEHIND_MINUTES = 1
const MOST_AT_ONCE = 100

/**
 * One that fails does not hold up the others: what went wrong is thrown when all were tried. A claim whose entries changed
 * is given up and is no failure.
 *
 * @throws {AggregateError} of what failed
 */
export function finishCertificates(deps: CreditsDeps): Credits['finishCertificates'] {
  const { stores } = deps

  return async actor => {
    const acting = actAs(actor, 'system', 'administrator')
    const before = minutesAfter(deps.now(), -LEFT_BEHIND_MINUTES).toISOString()
    const left = await stores.certificates.unfinished(before, MOST_AT_ONCE)
    const programmes = await reachableOf(
      stores,
      acting,
      left.map(claim => claim.programmeId),
    )
    const failures: unknown[] = []
    let finished = 0
    for (const claim of left.filter(each => programmes.has(each.programmeId))) {
      if (await finishOne(claim).catch(error => void failures.push(error))) finished++
    }
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} certificates could not be finished`)
    return finished
  }

  /** What was given up already is given back on the way. */
  async function finishOne(claim: Certificate): Promise<boolean> {
    try {
      await finishClaim(deps, claim)
      return true
    } catch (error) {
      if (error instanceof ConflictError) return false
      throw error
    }
  }
}

/** Note of the delivery (отметка о выдаче) in the register. */

import { DELIVERY_WAYS } from '#domain/certificates/certificate'
import { ConflictError, InvalidInputError } from '#domain/errors'
import { isCalendarDate } from '#domain/time/calendar'
import { todayOf } from '../books/load-books.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { deliveredBy } from './met.ts'
import { certificateToActOn, oneOf, textOf } from './own-register.ts'

/** @throws {ConflictError} if it is not issued, or was noted otherwise before: the first note stays */
export function recordDelivery(deps: CreditsDeps): Credits['recordDelivery'] {
  return async (actor, input) => {
    const { issuer, certificate } = await certificateToActOn(deps, actor, input.certificateId)
    const { on } = input
    const issuedOn = certificate.snapshot?.issuedOn ?? ''
    if (!isCalendarDate(on) || on < issuedOn || on > todayOf(deps))
      throw new InvalidInputError('the day is between the issue and today', [
        { path: 'on', message: 'out of range' },
      ])
    const noted = await deps.stores.certificates.noteDelivery(input.certificateId, {
      on,
      way: oneOf('way', input.way, DELIVERY_WAYS),
      ...(input.note !== undefined && { note: textOf('note', input.note) }),
      by: issuer.personId,
      byName: issuer.name,
      at: deps.now().toISOString(),
    })
    if (noted?.delivery?.on !== on || noted.delivery.way !== input.way)
      throw new ConflictError(
        'the delivery was noted otherwise, or it is not issued',
        {},
        { meanwhile: noted ? deliveredBy(noted) : undefined },
      )
    return noted
  }
}

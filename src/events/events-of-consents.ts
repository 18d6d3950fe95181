/** What the history of a person's consents implies: one event each time that one comes into force, or ends. */
import type { ConsentPurpose } from '#domain/consent'
import type { ConsentStep } from '#store/ports/consents'
import type { NewEvent } from '#store/ports/outbox'
import type { EventType } from './types.ts'

/** @param steps of one person, oldest first; the same consent under another wording is no news */
export function eventsOfConsents(steps: readonly ConsentStep[], programmeIds: readonly string[]): NewEvent[] {
  const inForce = new Set<ConsentPurpose>()
  return steps.flatMap(({ id, purpose, given, at }) => {
    if (inForce.has(purpose) === given) return []
    if (given) inForce.add(purpose)
    else inForce.delete(purpose)
    const type: EventType = given ? 'consent.given' : 'consent.withdrawn'
    return [{ id: `${type}|${id}`, type, at, data: { purpose, programmeIds } }]
  })
}

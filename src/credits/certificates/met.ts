/** What another issuer did to a document that one was about to act on. */
import { differencesOf, type Meanwhile } from '#domain/changes/meanwhile'
import type { Certificate } from '#store/ports/certificates'

export function annulledBy({ annulment }: Certificate): Meanwhile | undefined {
  if (!annulment?.byName) return undefined
  const { by, byName, at, reason } = annulment
  return { by, byName, at, action: 'annul', differences: differencesOf({}, { reason }) }
}

export function deliveredBy({ delivery }: Certificate): Meanwhile | undefined {
  if (!delivery) return undefined
  const { by, byName, at, on, note } = delivery
  return { by, byName, at, action: 'delivery', differences: differencesOf({}, { date: on, note }) }
}

/** What can be done with a line of the register, given what became of it. */
import type { Certificate } from '#store/ports/certificates'

export const REGISTER_ACTIONS = ['duplicate', 'exchange', 'correct', 'annul', 'deliver', 'spoil'] as const
export type RegisterAction = (typeof REGISTER_ACTIONS)[number]

/** As the use cases allow it; the use case has the last word. */
export function actionsOn({ state, status, delivery, replacedBy }: Certificate): RegisterAction[] {
  if (state === 'numbered') return ['spoil']
  if (state !== 'issued') return []
  const deliver: RegisterAction[] = delivery ? [] : ['deliver']
  if (status === 'annulled') return replacedBy ? [] : ['correct']
  if (status === 'replaced') return deliver
  return [...deliver, 'duplicate', 'exchange', 'correct', 'annul']
}

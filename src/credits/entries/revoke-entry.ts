/** The curator withdraws a confirmation, with a reason; the entry stays in the book, its hours do not count. */

import { lastStep } from '#domain/changes/meanwhile'
import { applyTransition, TransitionError } from '#domain/entries/entry-machine'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { findEntry, writeStep } from './find-entry.ts'

/** @throws {TransitionError} unless it is confirmed: what merely waits is rejected; the source alone takes that back */
export function revokeEntry(deps: CreditsDeps): Credits['revokeEntry'] {
  return async (actor, { entryId, reason }) => {
    const found = await findEntry(deps, actor, entryId)
    const at = deps.now().toISOString()
    const next = applyTransition(found.entry, 'revoke', { ...found.acting, at, reason })
    const { status, history } = found.entry
    if (status !== 'confirmed')
      throw new TransitionError(
        'only a confirmation is withdrawn',
        { status },
        { meanwhile: lastStep(history) },
      )
    await writeStep(deps, found, next)
    return next
  }
}

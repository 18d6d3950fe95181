/** The entry's state machine: each step checked, each step written to the history, the entry given never changed. */
import type { Actor } from '../access/actor.ts'
import { lastStep } from '../changes/meanwhile.ts'
import { AppError } from '../errors.ts'
import type { EntryStatus } from '../kinds.ts'
import type { Participant } from '../regulations/data.ts'
import type { Entry, EntryAction, EntryChange } from './entry.ts'

/** Where each action leads from; what is not here is refused. */
const TRANSITIONS: Readonly<Record<EntryAction, Partial<Record<EntryStatus, EntryStatus>>>> = {
  import: {},
  confirm: { imported: 'confirmed' },
  reject: { imported: 'rejected' },
  supersede: { imported: 'superseded', confirmed: 'superseded', rejected: 'superseded' },
  revert: { confirmed: 'imported', rejected: 'imported' },
  revoke: { imported: 'revoked', confirmed: 'revoked' },
  remind: { imported: 'imported' },
}

/** How long a bulk action can be undone, minutes. */
export const UNDO_MINUTES = 15

/** Whoever undoes, refuses or withdraws says why. */
const NEEDS_REASON: readonly EntryAction[] = ['reject', 'revoke', 'supersede', 'revert']

/** The entry is in a state from which this action does not lead anywhere. */
export class TransitionError extends AppError {
  readonly code = 'entry_transition_refused'
  readonly status = 409
}

/** Nobody confirms, rejects or corrects their own book. */
export class OwnEntryError extends AppError {
  readonly code = 'own_entry'
  readonly status = 403
}

/** A certificate used the hours: the entry stays as it is, a person decides what happens to the certificate. */
export class EntryConsumedError extends AppError {
  readonly code = 'entry_consumed'
  readonly status = 409
}

/** The action needs a reason that the learner will read. */
export class ReasonRequiredError extends AppError {
  readonly code = 'reason_required'
  readonly status = 422
}

export interface TransitionDetails {
  /** In the role in which they act: the first of `actor.roles` stands in the history, unless `role` says more. */
  actor: Actor
  /** A role of the regulation that somebody was appointed to, e.g. `head`. */
  role?: Participant
  /** ISO instant. */
  at: string
  reason?: string
  /** The bulk action this step belongs to. */
  batchId?: string
  /** For `supersede`: the entry that replaces this one. */
  supersededBy?: string
}

/**
 * Takes one step.
 *
 * @returns a new entry with the step at the end of its history
 * @throws {OwnEntryError} if the actor is the learner, who may only remind
 * @throws {EntryConsumedError} if a certificate used the hours
 * @throws {TransitionError} if the state does not allow the action
 * @throws {ReasonRequiredError} if reject, revoke, supersede or revert come without a reason
 */
export function applyTransition(entry: Entry, action: EntryAction, details: TransitionDetails): Entry {
  if (details.actor.personId === entry.learnerId && action !== 'remind') {
    throw new OwnEntryError('nobody decides on their own book', { action })
  }
  if (entry.consumedBy !== undefined) {
    throw new EntryConsumedError('a certificate used these hours', { action, certificate: entry.consumedBy })
  }
  const to = TRANSITIONS[action][entry.status]
  if (!to)
    throw new TransitionError(
      `${entry.status} does not allow ${action}`,
      { action, status: entry.status },
      { meanwhile: lastStep(entry.history) },
    )
  const reason = details.reason?.trim()
  if (NEEDS_REASON.includes(action) && !reason)
    throw new ReasonRequiredError(`${action} needs a reason`, { action })
  const change = changeOf(action, entry.status, to, { ...details, ...(reason ? { reason } : {}) })
  return {
    ...entry,
    status: to,
    history: [...entry.history, change],
    ...(action === 'remind' && { remindedAt: details.at }),
    ...(action === 'supersede' && details.supersededBy && { supersededBy: details.supersededBy }),
  }
}

function changeOf(
  action: EntryAction,
  from: EntryStatus | null,
  to: EntryStatus,
  { actor, role, at, reason, batchId }: TransitionDetails,
): EntryChange {
  return {
    action,
    from,
    to,
    by: actor.personId,
    byName: actor.name,
    byRole: role ?? actor.roles[0] ?? 'system',
    at,
    ...(reason && { reason }),
    ...(batchId && { batchId }),
  }
}

/** The first step of a new entry's history. */
export function importedChange(details: TransitionDetails): EntryChange {
  return changeOf('import', null, 'imported', details)
}

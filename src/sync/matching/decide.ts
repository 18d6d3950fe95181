/** What a person decides on an account, kept as a decision that can be undone. */

import type { Actor } from '#domain/actor'
import { isCalendarDate } from '#domain/calendar'
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '#domain/errors'
import { fullName } from '#domain/full-name'
import { administers } from '#domain/rights'
import type { MatchingDecision } from '#store/ports/decisions'
import { ltiKey, sourceKey } from '#store/ports/people'
import { type Account, demandAccount } from './accounts.ts'
import type { Decided, DecisionView, Matching, MatchingDeps } from './contract.ts'
import { linkLearner, unlinkLearner } from './link-learner.ts'
import { undoneMeanwhile } from './met.ts'
import { replayNow } from './replay-now.ts'
import { connectionsOf, demandConnection, visiblePeople } from './rights.ts'

export function decide(deps: MatchingDeps): Matching['decide'] {
  const link = linkLearner(deps)
  return async (actor, place, personId) => {
    const account = await demandAccount(deps, actor, place)
    if (account.reason === 'ambiguous-learner') await releaseOther(deps, actor, account, personId)
    const done = await link(actor, { connectionId: account.connection.id, userId: account.userId, personId })
    return { ...done, decisionId: await keep(deps, actor, account, { kind: 'linked', personId }) }
  }
}

/** Of two people one holds the account at the source, which can be given over, or launches by it, which cannot. */
async function releaseOther(
  deps: MatchingDeps,
  actor: Actor,
  { connection, userId }: Account,
  personId: string,
): Promise<void> {
  const own = sourceKey(connection.id, userId)
  const launch = connection.platformIssuer ? ltiKey(connection.platformIssuer, userId) : own
  const known = await deps.stores.people.byIdentities([own, launch])
  const launcher = launch === own ? undefined : known.get(launch)
  if (launcher && launcher.id !== personId)
    throw new ConflictError('the account launches as another person: only they can be chosen')
  const holder = known.get(own)
  if (!holder || holder.id === personId) return
  await unlinkLearner(deps)(actor, { connectionId: connection.id, userId, personId: holder.id })
}

export function addLearner(deps: MatchingDeps): Matching['addLearner'] {
  return async (actor, place, input) => {
    const account = await demandAccount(deps, actor, place)
    const { familyName, givenName } = input.person
    const issues = [
      ...(familyName.trim() ? [] : [{ path: 'familyName', message: 'must not be empty' }]),
      ...(givenName.trim() ? [] : [{ path: 'givenName', message: 'must not be empty' }]),
      ...(isCalendarDate(input.enrolledOn) ? [] : [{ path: 'enrolledOn', message: 'a calendar date' }]),
    ]
    if (issues.length > 0) throw new InvalidInputError('the learner does not hold', issues)
    const { email, idNumber } = account.record.person
    const person = {
      ...input.person,
      ...(email && { email }),
      ...(idNumber && !input.person.personalNumber && { personalNumber: idNumber }),
    }
    const identity = sourceKey(account.connection.id, account.userId)
    const { learnerId } = await deps.enrol(actor, { ...input, person, identity })
    const done = await replayNow(deps, account.connection.id, account.keys)
    return { ...done, decisionId: await keep(deps, actor, account, { kind: 'new', personId: learnerId }) }
  }
}

export function setAside(deps: MatchingDeps): Matching['setAside'] {
  return async (actor, place) => {
    const account = await demandAccount(deps, actor, place)
    const done: Decided = { waiting: account.keys.length, replayed: 0 }
    return { ...done, decisionId: await keep(deps, actor, account, { kind: 'set-aside' }) }
  }
}

async function keep(
  deps: MatchingDeps,
  actor: Actor,
  { connection, userId, keys }: Account,
  what: Pick<MatchingDecision, 'kind' | 'personId'>,
): Promise<string> {
  const id = deps.newId()
  const by = { by: actor.personId, byName: actor.name, at: deps.now().toISOString() }
  await deps.stores.decisions.add({
    ...{ id, connectionId: connection.id, userId, records: keys.length },
    ...what,
    ...by,
  })
  return id
}

export function undoDecision(deps: MatchingDeps): Matching['undo'] {
  const unlink = unlinkLearner(deps)
  return async (actor, decisionId) => {
    const decision = await deps.stores.decisions.byId(decisionId)
    if (!decision) throw new NotFoundError('no such decision')
    await demandConnection(deps, actor, decision.connectionId)
    if (!administers(actor) && decision.by !== actor.personId)
      throw new ForbiddenError('whoever decided, or an administrator, undoes it', { roles: 'administrator' })
    if (decision.undoneAt) throw undoneMeanwhile(decision)
    const { connectionId, userId, personId } = decision
    const undone = personId ? await unlink(actor, { connectionId, userId, personId }) : { withdrawn: 0 }
    await deps.stores.decisions.undo(decisionId, deps.now().toISOString(), actor.name)
    return undone
  }
}

export function listDecisions(deps: MatchingDeps): Matching['listDecisions'] {
  return async (actor, limit) => {
    const connections = await connectionsOf(deps, actor)
    const decisions = await deps.stores.decisions.latest({
      connectionIds: connections.map(({ id }) => id),
      limit,
      ...(!administers(actor) && { by: actor.personId }),
    })
    const ids = [...new Set(decisions.flatMap(({ personId }) => personId ?? []))]
    const people = await visiblePeople(deps, actor, [...(await deps.stores.people.byIds(ids)).values()])
    const titles = new Map(connections.map(({ id, title }) => [id, title]))
    return decisions.map((decision): DecisionView => {
      const person = people.find(({ id }) => id === decision.personId)
      const name = person && fullName(person)
      const connectionTitle = titles.get(decision.connectionId) ?? decision.connectionId
      return { ...decision, connectionTitle, ...(name && { personName: name }) }
    })
  }
}

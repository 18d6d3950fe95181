/** What a person decides on an account, kept as a decision that can be undone. */

import type { Actor } from '#domain/access/actor'
import { administers } from '#domain/access/rights'
import { ForbiddenError, InvalidInputError, NotFoundError } from '#domain/errors'
import { fullName } from '#domain/names/full-name'
import { isCalendarDate } from '#domain/time/calendar'
import type { MatchingDecision } from '#store/ports/decisions'
import { ltiKey, sourceKey } from '#store/ports/people'
import { idFrom } from '../hash.ts'
import { type Account, demandAccount } from './accounts.ts'
import type {
  Decided,
  DecisionDone,
  DecisionView,
  Matching,
  MatchingDeps,
  NewLearner,
  StrangerPlace,
} from './contract.ts'
import { AccountLaunchesError } from './errors.ts'
import { linkLearner, unlinkLearner } from './link-learner.ts'
import { undoneMeanwhile } from './met.ts'
import { replayNow } from './replay-now.ts'
import { connectionsOf, demandConnection, visiblePeople } from './rights.ts'

export function decide(deps: MatchingDeps): Matching['decide'] {
  const link = linkLearner(deps)
  return (actor, place, personId, key) =>
    once(deps, actor, key, ['linked', place.connectionId, place.id, personId], async id => {
      const account = await demandAccount(deps, actor, place)
      if (account.reason === 'ambiguous-learner') await releaseOther(deps, actor, account, personId)
      const done = await link(actor, {
        connectionId: account.connection.id,
        userId: account.userId,
        personId,
      })
      return keep(deps, actor, account, { id, kind: 'linked', personId, ...done })
    })
}

/** A decision that is sent twice is one: a second press of its button. One that was undone since is made anew. */
async function once(
  { stores, newId }: MatchingDeps,
  { personId }: Actor,
  key: string | undefined,
  what: readonly string[],
  act: (id: string) => Promise<Decided>,
): Promise<DecisionDone> {
  const id = key === undefined ? newId() : idFrom('decision', personId, key, ...what)
  const before = key === undefined ? null : await stores.decisions.byId(id)
  if (before && !before.undoneAt)
    return { waiting: before.records, replayed: before.replayed ?? null, decisionId: id }
  const decisionId = before ? newId() : id
  return { ...(await act(decisionId)), decisionId }
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
    throw new AccountLaunchesError('the account launches as another person: only they can be chosen')
  const holder = known.get(own)
  if (!holder || holder.id === personId) return
  await unlinkLearner(deps)(actor, { connectionId: connection.id, userId, personId: holder.id })
}

export function addLearner(deps: MatchingDeps): Matching['addLearner'] {
  const add = async (actor: Actor, place: StrangerPlace, input: NewLearner, id: string) => {
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
    return keep(deps, actor, account, { id, kind: 'new', personId: learnerId, ...done })
  }
  return (actor, place, input, key) =>
    once(deps, actor, key, ['new', place.connectionId, place.id], id => add(actor, place, input, id))
}

export function setAside(deps: MatchingDeps): Matching['setAside'] {
  return (actor, place, key) =>
    once(deps, actor, key, ['set-aside', place.connectionId, place.id], async id => {
      const account = await demandAccount(deps, actor, place)
      const done = { waiting: account.keys.length, replayed: 0 }
      return keep(deps, actor, account, { id, kind: 'set-aside', ...done })
    })
}

async function keep(
  deps: MatchingDeps,
  actor: Actor,
  { connection, userId, keys }: Account,
  { waiting, replayed, ...what }: Pick<MatchingDecision, 'id' | 'kind' | 'personId'> & Decided,
): Promise<Decided> {
  const by = { by: actor.personId, byName: actor.name, at: deps.now().toISOString() }
  await deps.stores.decisions.add({
    ...{ connectionId: connection.id, userId, records: keys.length },
    ...(replayed !== null && { replayed }),
    ...what,
    ...by,
  })
  return { waiting, replayed }
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
    return { ...undone, kind: decision.kind }
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

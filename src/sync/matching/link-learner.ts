/** An account is a person's because a person says so; and undone likewise. */
import type { SourceRecord } from '#connectors/record'
import type { Actor } from '#domain/access/actor'
import { type AppError, NotFoundError } from '#domain/errors'
import { type Person, sourceKey } from '#store/ports/people'
import type { LearnerLink, Matching, MatchingDeps } from './contract.ts'
import { AccountTakenError } from './errors.ts'
import { decidedMeanwhile } from './met.ts'
import { replayNow } from './replay-now.ts'
import { demandConnection, visiblePeople } from './rights.ts'
import { waitingKeys } from './waiting.ts'

export function linkLearner(deps: MatchingDeps): Matching['linkLearner'] {
  return async (actor, { connectionId, userId, personId }) => {
    await demandConnection(deps, actor, connectionId)
    await demandPerson(deps, actor, personId)
    const at = deps.now().toISOString()
    const outcome = await deps.stores.identityLinks.link(personId, sourceKey(connectionId, userId), at)
    if (outcome === 'taken') throw await taken(deps, connectionId, userId)
    const isMeant = (record: SourceRecord): boolean => record.person.userId === userId
    const keys = await Promise.all([
      waitingKeys(deps, connectionId, 'unknown-learner', isMeant),
      waitingKeys(deps, connectionId, 'ambiguous-learner', isMeant),
    ])
    return replayNow(deps, connectionId, keys.flat())
  }
}

async function taken(deps: MatchingDeps, connectionId: string, userId: string): Promise<AppError> {
  const decided = await decidedMeanwhile(deps, connectionId, each => each === userId)
  return decided ?? new AccountTakenError('the account is another person\u2019s: undo that link first')
}

export function unlinkLearner(deps: MatchingDeps): Matching['unlinkLearner'] {
  return async (actor, link) => {
    const { connectionId, userId, personId } = link
    await demandConnection(deps, actor, connectionId)
    const person = await demandPerson(deps, actor, personId)
    const identity = sourceKey(connectionId, userId)
    if (!person.identities.some(each => each.key === identity)) throw new NotFoundError('no such link')
    const keys = await keysOfAccount(deps, link)
    await deps.stores.identityLinks.unlink(personId, identity)
    if (keys.length > 0) await deps.sync.unlinkRecords(connectionId, keys)
    return { withdrawn: keys.length }
  }
}

async function demandPerson(deps: MatchingDeps, actor: Actor, personId: string): Promise<Person> {
  const person = await deps.stores.people.byId(personId)
  const [visible] = person ? await visiblePeople(deps, actor, [person]) : []
  if (!visible) throw new NotFoundError('no such person')
  return visible
}

/** Completions of this account among the entries of the person's books. */
async function keysOfAccount({ stores }: MatchingDeps, link: LearnerLink): Promise<string[]> {
  const enrolments = await stores.enrolments.byLearner(link.personId)
  const entries = await stores.entries.ofBooks(
    enrolments.map(({ learnerId, programmeId }) => ({ learnerId, programmeId })),
  )
  const keys = entries.flatMap(({ origin }) =>
    origin.type === 'completion' && origin.connectionId === link.connectionId ? [origin.completionKey] : [],
  )
  const latest = await stores.completions.latest<SourceRecord>(link.connectionId, [...new Set(keys)])
  return [...latest.values()]
    .filter(({ record }) => record.person.userId === link.userId)
    .map(({ key }) => key)
}

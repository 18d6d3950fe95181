/** Who an unknown account may be: worked out when somebody asks, never stored. */
import type { SourcePerson, SourceRecord } from '#connectors/record'
import type { Actor } from '#domain/access/actor'
import { NotFoundError } from '#domain/errors'
import type { Connection } from '#store/ports/connections'
import { type Person, sourceKey } from '#store/ports/people'
import { personalNumberOf, plainText, snilsOf } from '../page/exact-joins.ts'
import { identityKeys } from '../page/steps/match-learner.ts'
import { parseRecord } from '../page/steps/parse-record.ts'
import { isRefusal } from '../page/steps/refusal.ts'
import type { Candidate, CandidateFact, Matching, MatchingDeps } from './contract.ts'
import { demandConnection, visiblePeople, visibleRecords } from './rights.ts'
import { waitingKeys } from './waiting.ts'

const CANDIDATES_AT_MOST = 10
/** People of one family name that are looked at. */
const NAMESAKES = 50

export function candidatesFor(deps: MatchingDeps): Matching['candidatesFor'] {
  return async (actor, { connectionId, key }) => {
    const connection = await demandConnection(deps, actor, connectionId)
    const record = await waitingRecord(deps, connectionId, key)
    if (!(await visibleRecords(deps, actor))(connectionId, record))
      throw new NotFoundError('no such record waits')
    const { userId } = record.person
    const [candidates, keys] = await Promise.all([
      likelyPeople(deps, actor, connection, record.person),
      waitingKeys(deps, connectionId, 'unknown-learner', each => each.person.userId === userId),
    ])
    return { userId, waiting: keys.length, candidates }
  }
}

/**
 * The likest first, ten at most, only those whom the actor may see; without anything in common only where they were looked
 * for.
 *
 * @param family another family name to look for
 */
export async function likelyPeople(
  deps: MatchingDeps,
  actor: Actor,
  connection: Connection,
  person: SourcePerson,
  family?: string,
): Promise<Candidate[]> {
  const people = await visiblePeople(deps, actor, await peopleLike(deps, connection, person, family))
  const keys = [...identityKeys(connection, person.userId), sourceKey(connection.id, person.userId)]
  return people
    .map(each => compare(person, each, keys))
    .filter(({ same }) => same.length > 0 || family !== undefined)
    .sort(byWeight)
    .slice(0, CANDIDATES_AT_MOST)
}

/** @throws {NotFoundError} if nothing waits under the key, or what waits has no person */
async function waitingRecord(
  { stores }: MatchingDeps,
  connectionId: string,
  key: string,
): Promise<SourceRecord> {
  const held = (await stores.quarantine.byKeys(connectionId, [key])).get(key)
  const record = held && !held.resolvedAt ? parseRecord(held.record) : null
  if (!record || isRefusal(record)) throw new NotFoundError('no such record waits')
  return record
}

async function peopleLike(
  { stores }: MatchingDeps,
  connection: Connection,
  person: SourcePerson,
  family?: string,
): Promise<Person[]> {
  const { email } = person
  const [snils, personalNumber] = [snilsOf(person), personalNumberOf(person)]
  const name = family?.trim() || person.familyName?.trim()
  const facts = {
    ...(email && { email }),
    ...(snils && { snils }),
    ...(personalNumber && { personalNumber }),
  }
  const [known, exact, namesakes] = await Promise.all([
    stores.people.byIdentities(identityKeys(connection, person.userId)),
    stores.people.withFacts(facts),
    name ? stores.people.search(name, NAMESAKES) : [],
  ])
  return [...new Map([...known.values(), ...exact, ...namesakes].map(each => [each.id, each])).values()]
}

const EXACT: readonly CandidateFact[] = ['account', 'email', 'snils', 'personal-number']

/** What both have, compared, and what only ours has; small letters, е for ё. */
export function compare(
  source: SourcePerson,
  person: Person,
  accountKeys: readonly string[] = [],
): Candidate {
  const pairs: [CandidateFact, string | undefined, string | undefined][] = [
    ['email', source.email, person.email],
    ['snils', snilsOf(source), person.snils],
    ['personal-number', personalNumberOf(source), person.personalNumber],
    ['family-name', source.familyName, person.familyName],
    ['given-name', source.givenName, person.givenName],
    ['patronymic', source.patronymic, person.patronymic],
    ['organisation', source.organisation, person.organisation],
  ]
  const both = pairs.filter(([, theirs, ours]) => theirs?.trim() && ours?.trim())
  const equal = both.filter(([, theirs, ours]) => plainText(theirs) === plainText(ours)).map(([name]) => name)
  const isKnown = person.identities.some(({ key }) => accountKeys.includes(key))
  const same: CandidateFact[] = isKnown ? ['account', ...equal] : equal
  const { id, familyName, givenName, patronymic, organisation } = person
  return {
    personId: id,
    familyName,
    givenName,
    ...(patronymic !== undefined && { patronymic }),
    ...(organisation !== undefined && { organisation }),
    same,
    differs: both.map(([name]) => name).filter(name => !same.includes(name)),
    unsent: pairs.filter(([, theirs, ours]) => ours?.trim() && !theirs?.trim()).map(([name]) => name),
    isExact: same.some(name => EXACT.includes(name)),
  }
}

const weight = ({ isExact, same, differs }: Candidate): number =>
  (isExact ? 100 : 0) + same.length * 2 - differs.length

const byWeight = (a: Candidate, b: Candidate): number =>
  weight(b) - weight(a) || (a.personId < b.personId ? -1 : 1)

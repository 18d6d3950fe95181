/** Who an unknown account may be: worked out when somebody asks, never stored. */
import type { SourcePerson, SourceRecord } from '#connectors/contract'
import { NotFoundError } from '#domain/errors'
import { isSnils } from '#domain/snils'
import type { Person } from '#store/ports/people'
import { parseRecord } from '../steps/parse-record.ts'
import { isRefusal } from '../steps/refusal.ts'
import type { Candidate, CandidateFact, Matching, MatchingDeps } from './contract.ts'
import { demandConnection, visiblePeople } from './rights.ts'
import { waitingKeys } from './waiting.ts'

const CANDIDATES_AT_MOST = 10
/** People of one family name that are looked at. */
const NAMESAKES = 50

export function candidatesFor(deps: MatchingDeps): Matching['candidatesFor'] {
  return async (actor, { connectionId, key }) => {
    await demandConnection(deps, actor, connectionId)
    const record = await waitingRecord(deps, connectionId, key)
    const { userId } = record.person
    const [people, keys] = await Promise.all([
      peopleLike(deps, record.person),
      waitingKeys(deps, connectionId, 'unknown-learner', each => each.person.userId === userId),
    ])
    const candidates = (await visiblePeople(deps, actor, people)).map(person =>
      compare(record.person, person),
    )
    return {
      userId,
      waiting: keys.length,
      candidates: candidates.sort(byWeight).slice(0, CANDIDATES_AT_MOST),
    }
  }
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

async function peopleLike({ stores }: MatchingDeps, person: SourcePerson): Promise<Person[]> {
  const { email, familyName } = person
  const snils = snilsOf(person)
  const [exact, namesakes] = await Promise.all([
    stores.people.withFacts({ ...(email && { email }), ...(snils && { snils }) }),
    familyName ? stores.people.search(familyName, NAMESAKES) : [],
  ])
  return [...new Map([...exact, ...namesakes].map(each => [each.id, each])).values()]
}

/** Some sites keep the СНИЛС as the personal number. */
function snilsOf({ idNumber }: SourcePerson): string | undefined {
  return idNumber !== undefined && isSnils(idNumber) ? idNumber.replace(/\D/g, '') : undefined
}

/** What both have, compared; small letters, е for ё. */
export function compare(source: SourcePerson, person: Person): Candidate {
  const pairs: [CandidateFact, string | undefined, string | undefined][] = [
    ['email', source.email, person.email],
    ['snils', snilsOf(source), person.snils],
    ['family-name', source.familyName, person.familyName],
    ['given-name', source.givenName, person.givenName],
    ['patronymic', source.patronymic, person.patronymic],
    ['organisation', source.organisation, person.organisation],
  ]
  const both = pairs.filter(([, theirs, ours]) => theirs?.trim() && ours?.trim())
  const same = both.filter(([, theirs, ours]) => plain(theirs) === plain(ours)).map(([name]) => name)
  const { id, familyName, givenName, patronymic, organisation } = person
  return {
    personId: id,
    familyName,
    givenName,
    ...(patronymic !== undefined && { patronymic }),
    ...(organisation !== undefined && { organisation }),
    same,
    differs: both.map(([name]) => name).filter(name => !same.includes(name)),
    isExact: same.includes('email') || same.includes('snils'),
  }
}

const plain = (text = ''): string => text.trim().toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ')

const weight = ({ isExact, same, differs }: Candidate): number =>
  (isExact ? 100 : 0) + same.length * 2 - differs.length

const byWeight = (a: Candidate, b: Candidate): number =>
  weight(b) - weight(a) || (a.personId < b.personId ? -1 : 1)

import type { SourceRecord } from '#connectors/record'
import { ltiKey, type Person, sourceKey } from '#store/ports/people'
import type { ExactJoins } from '../exact-joins.ts'
import { fact, type Refusal, refuse } from './refusal.ts'

/** Which source, and which LTI issuer shares its user ids. */
export interface Source {
  id: string
  platformIssuer?: string
}

/** Identity keys under which the person may be known: the launch's first, then the source's own. */
export function identityKeys(source: Source, userId: string): string[] {
  const own = sourceKey(source.id, userId)
  return source.platformIssuer ? [ltiKey(source.platformIssuer, userId), own] : [own]
}

/** The learner by account, else by an exact number; never by name or e-mail: those change and repeat. */
export function matchLearner(
  record: SourceRecord,
  source: Source,
  { people, exactJoins }: { people: ReadonlyMap<string, Person>; exactJoins: ExactJoins },
): Person | Refusal {
  const user = record.person.userId
  const known = identityKeys(source, user).flatMap(key => people.get(key) ?? [])
  const found = known.length > 0 ? known : exactJoins(record.person)
  const [person] = found
  if (!person) return refuse('unknown-learner', { user: fact(user) })
  if (found.some(other => other.id !== person.id)) return refuse('ambiguous-learner', { user: fact(user) })
  return person
}

import type { SourceRecord } from '#connectors/record'
import { identityKeys, type Source } from './match-learner.ts'
import { fact, type Refusal, refuse } from './refusal.ts'

/** Whose data were erased on demand is not brought back by a pull: asked before anything else, so that no name is kept. */
export function checkErased(
  { person }: SourceRecord,
  source: Source,
  erased: ReadonlySet<string>,
): Refusal | null {
  const isErased = identityKeys(source, person.userId).some(key => erased.has(key))
  return isErased ? refuse('erased-learner', { user: fact(person.userId) }) : null
}

/** The record with the account alone, by which it is known again. */
export function withoutPerson(raw: unknown): unknown {
  const { person, evidence: _, ...rest } = raw as SourceRecord
  return { ...rest, person: { userId: person.userId } }
}

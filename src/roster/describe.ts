/** A roster's state for a person who has to decide: names instead of ids where people are known here. */
import { fullName } from '#domain/names/full-name'
import { ltiKey } from '#store/ports/people'
import type { Roster } from '#store/ports/roster'
import type { RosterDeps } from './deps.ts'

/** An account of the platform; `name` only if the person is known here: a roster makes no people. */
export interface Account {
  sub: string
  name?: string
}

export interface RosterDescription {
  roster: Roster
  /** The first of those who are held as gone. */
  gone: Account[]
  /** Accounts that say that two people are one. */
  conflicts: { userId: string; names: string[] }[]
}

/** Names that a page shows at most. */
const MOST_NAMED = 50

export async function describeRoster(
  { stores }: Pick<RosterDeps, 'stores'>,
  roster: Roster,
): Promise<RosterDescription> {
  const held = new Set(roster.held?.gone.slice(0, MOST_NAMED) ?? [])
  const places = held.size === 0 ? [] : await stores.places.ofGrant(roster.id)
  const gone = places.filter(({ id }) => held.has(id))
  const known = await stores.people.byIdentities(gone.map(({ issuer, sub }) => ltiKey(issuer, sub)))
  const personIds = roster.conflicts.slice(0, MOST_NAMED).flatMap(conflict => conflict.personIds)
  const people = await stores.people.byIds([...new Set(personIds)])
  return {
    roster,
    gone: gone.map(({ issuer, sub }) => {
      const person = known.get(ltiKey(issuer, sub))
      return { sub, ...(person && { name: fullName(person) }) }
    }),
    conflicts: roster.conflicts.slice(0, MOST_NAMED).map(({ userId, personIds: both }) => ({
      userId,
      names: both.map(id => {
        const person = people.get(id)
        return person ? fullName(person) : id
      }),
    })),
  }
}

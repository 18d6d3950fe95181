/** Who changed a record of settings, when, and what: kept with it, so that whoever comes second is told (409). */
import type { Actor } from '../access/actor.ts'
import { type Difference, differencesOf, type Meanwhile } from './meanwhile.ts'

/** One change, field by field; never a secret. */
export interface Change {
  /** That it made. */
  version: number
  by: string
  byName: string
  /** ISO instant. */
  at: string
  /** What was done, as pages name it. */
  action: string
  differences: Difference[]
}

/** What a record keeps of its changes; one from before they were kept has neither, and is the first version. */
export interface Versioned {
  version?: number
  /** The latest ones, oldest first. */
  changes?: Change[]
}

const FIRST = 1
const MOST_KEPT = 100

export const versionOf = ({ version = FIRST }: Versioned): number => version

/** The version that a change makes of what was read. */
export function withChange(
  read: Versioned,
  { personId: by, name: byName }: Pick<Actor, 'personId' | 'name'>,
  what: Pick<Change, 'action' | 'at' | 'differences'>,
): Required<Versioned> {
  const version = versionOf(read) + 1
  const { action, at, differences } = what
  const change = { version, by, byName, at, action, differences }
  return { version, changes: [...(read.changes ?? []), change].slice(-MOST_KEPT) }
}

/** All that was done since a version was seen, told of whoever was last; `undefined`: nothing. */
export function changedSince(now: Versioned, seen: number): Meanwhile | undefined {
  const newer = (now.changes ?? []).filter(({ version }) => version > seen)
  const last = newer.at(-1)
  if (!last) return undefined
  const { by, byName, at, action } = last
  return { by, byName, at, action, differences: sumOf(newer), version: versionOf(now) }
}

/** From what stood first to what stands last. */
function sumOf(changes: readonly Change[]): Difference[] {
  const each = changes.flatMap(({ differences }) => differences)
  const last = Object.fromEntries(each.map(({ field, now }) => [field, now]))
  const first = Object.fromEntries(each.toReversed().map(({ field, was }) => [field, was]))
  return differencesOf(first, last)
}

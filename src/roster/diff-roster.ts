/** What changed between what is stored and a whole roster; pure. */
import type { Member } from '#lti/services/members'
import type { Place } from '#store/ports/roster'

export interface RosterLimits {
  /** Share of the listed whose disappearance is not believed without a person. 0 < share < 1. */
  massShare: number
  /** So few may always leave, unless they are all. */
  massMinimum: number
}

/** One in ten; in a course of twenty, two may leave without anybody looking. */
export const DEFAULT_LIMITS: RosterLimits = { massShare: 0.1, massMinimum: 3 }

export interface RosterDiff {
  /** New, back again, or in other roles. */
  listed: { sub: string; roles: string[]; isNews: boolean }[]
  /** Ids of places that are not listed any more. */
  gone: string[]
  /** How many were listed before. */
  before: number
  /** More are gone than is believed. */
  isMass: boolean
}

/**
 * @param places stored ones of the context
 * @param members whole roster; inactive and deleted ones count as not listed
 */
export function diffRoster(
  places: readonly Place[],
  members: readonly Member[],
  limits: RosterLimits,
): RosterDiff {
  const known = new Map(places.map(place => [place.sub, place]))
  const active = new Map(members.filter(each => each.status === 'Active').map(each => [each.userId, each]))
  const before = places.filter(place => place.active && place.inRoster)
  const gone = before.filter(place => !active.has(place.sub))
  return {
    listed: [...active.values()].flatMap(member => changeOf(known.get(member.userId), member)),
    gone: gone.map(place => place.id),
    before: before.length,
    isMass: isMass(gone.length, before.length, limits),
  }
}

function changeOf(place: Place | undefined, { userId: sub, roles }: Member): RosterDiff['listed'] {
  const isSameRole = place !== undefined && place.roles.join('\n') === roles.join('\n')
  if (place?.active && place.inRoster && isSameRole) return []
  // who launched before the first roster is in other words the same person in the same course
  const isNews = !place?.active || (place.inRoster && !isSameRole)
  return [{ sub, roles: [...roles], isNews }]
}

function isMass(gone: number, before: number, { massShare, massMinimum }: RosterLimits): boolean {
  if (gone === 0) return false
  return gone === before || (gone > massMinimum && gone > before * massShare)
}

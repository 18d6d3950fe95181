/** Who is in a course (состав курса): from launches and from the roster. Accounts only, no names. */

/** An account in a context. */
export interface Place {
  id: string
  grantId: string
  issuer: string
  /** The person's id at the platform. */
  sub: string
  /** As the platform names them. */
  roles: string[]
  active: boolean
  /** It was on the roster when it was last read. */
  inRoster: boolean
  /** The person has launched us from there. */
  launched: boolean
  /** ISO instant of the last change. */
  seenAt: string
  /** The person's grades have been thought of since they came. */
  announced: boolean
}

export const placeId = (grantId: string, sub: string): string => `${grantId}|${sub}`

export interface PlaceStore {
  /** The person launched us there: active, whatever the roster said. @returns whether anything changed */
  noteLaunch(place: Pick<Place, 'grantId' | 'issuer' | 'sub' | 'roles'>, at: string): Promise<boolean>
  ofGrant(grantId: string): Promise<Place[]>
  /** Active places of these accounts. */
  ofAccounts(accounts: readonly { issuer: string; sub: string }[]): Promise<Place[]>
  /** What a roster added or changed: active, listed. `isNews`: their grades have to be thought of again. */
  putListed(
    places: readonly (Pick<Place, 'grantId' | 'issuer' | 'sub' | 'roles'> & { isNews: boolean })[],
    at: string,
  ): Promise<void>
  /** Those whom a roster does not list any more. */
  setGone(ids: readonly string[], at: string): Promise<void>
  unannounced(limit: number): Promise<Place[]>
  /** Leaves those alone that changed meanwhile. */
  setAnnounced(places: readonly Pick<Place, 'id' | 'seenAt'>[]): Promise<void>
  /** Their grades have to be thought of again. */
  setUnannounced(ids: readonly string[], at: string): Promise<void>
}

/** Two people who would be one if accounts told the truth: for a person to decide, never merged by us. */
export interface IdentityConflict {
  userId: string
  connectionId: string
  personIds: [string, string]
}

/** The reading of a context's roster. */
export interface Roster {
  /** The grant's id. */
  id: string
  deployment: string
  status: 'read' | 'held' | 'failed'
  /** ISO instant of the last try. */
  triedAt: string
  /** ISO instant of the last whole roster. */
  readAt?: string
  active: number
  /** So many were gone that a person has to look; they stay active until then. */
  held?: { since: string; gone: string[]; of: number }
  /** Who said last that those who were held have gone. */
  accepted?: { by: string; byName: string; at: string }
  /** The last try's failure. */
  error?: { code: string; reason: string; retryable: boolean }
  failures: number
  conflicts: IdentityConflict[]
}

export interface RosterStore {
  byId(id: string): Promise<Roster | null>
  byIds(ids: string[]): Promise<Map<string, Roster>>
  save(roster: Roster): Promise<void>
  /** Nothing is held any more of the reading that somebody saw. `false`: it was read again, or somebody was faster. */
  accept(id: string, readAt: string | undefined, accepted: Required<Roster>['accepted']): Promise<boolean>
}

export interface IdentityLinkStore {
  /** Adds an account to a person that exists. @returns `taken` if it is another person's */
  link(personId: string, key: string, at: string): Promise<'linked' | 'there' | 'taken'>
  /** Takes an account away from a person. @returns whether it was theirs */
  unlink(personId: string, key: string): Promise<boolean>
}

/** What a verified launch leaves for background work: which services of which course we may use. */

/** A column of a platform's gradebook (столбец журнала), as a launch carried it. */
export interface LaunchColumn {
  /** Resource link that the column belongs to. */
  linkId: string
  lineItem: string
  /** Programme that the link was placed for; without one it shows the learner's latest programme. */
  programmeId?: string
  /** Module of it: the column shows the module's hours. */
  moduleId?: string
  /** The platform said that it is gone (404); a launch with another address brings it back. */
  gone?: boolean
}

/** A column that we made for a programme, because launches carried none. */
export interface OwnColumn {
  programmeId: string
  lineItem?: string
  /** Somebody is making it; until then others wait. */
  madeBy?: string
  madeUntil?: string
}

/** Durable service grant (разрешение на службы курса), one a context. */
export interface ServiceGrant {
  id: string
  registrationId: string
  issuer: string
  /** `deploymentKey`: the scope of those who may see it. */
  deployment: string
  contextId: string
  contextTitle?: string
  lineItems?: string
  columns: LaunchColumn[]
  ownColumns: OwnColumn[]
  /** Address of the roster. */
  nrps?: string
  /** As the platform granted them in the launch. */
  scopes: string[]
  /** ISO instant of the last launch that was written down. */
  seenAt: string
  /** Rises with every write: who read an older one writes nothing. */
  revision: number
}

export const grantId = (registrationId: string, deploymentId: string, contextId: string): string =>
  `${registrationId}|${deploymentId}|${contextId}`

export interface GrantStore {
  byId(id: string): Promise<ServiceGrant | null>
  byIds(ids: string[]): Promise<Map<string, ServiceGrant>>
  /** By id. */
  list(q: { deployments?: readonly string[]; after?: string; limit: number }): Promise<ServiceGrant[]>
  /** Inserts revision 0, replaces one that is still at `revision - 1`. @returns `false` if somebody was faster */
  save(grant: ServiceGrant): Promise<boolean>
}

/** What stands around launches: invitations to register, and a short memory of how launches went. */

/** Lets one platform register itself, once. Only the hash of its code is stored. */
export interface Invitation {
  codeHash: string
  /** What the administrator calls the platform. */
  name: string
  /** Issuer that is expected; absent: the host of the configuration decides. */
  issuer?: string
  createdAt: string
  expiresAt: Date
  usedAt?: string
  /** The registration that came of it. */
  platformId?: string
}

export interface InvitationStore {
  create(invitation: Invitation): Promise<void>
  find(codeHash: string): Promise<Invitation | null>
  /** Marks it used if it is not and has not expired: one atomic update. `null`: used, expired or unknown. */
  claim(codeHash: string, now: Date): Promise<Invitation | null>
  /** Makes it usable again after a registration that failed. */
  release(codeHash: string): Promise<void>
  settle(codeHash: string, platformId: string): Promise<void>
}

/** One launch, or one refusal: no person, no token. */
export interface LaunchEvent {
  id: string
  at: Date
  kind: 'launched' | 'refused'
  platformId?: string
  /** How the browser was proven. */
  rung?: string
  messageType?: string
  /** What the person was shown. */
  errorId?: string
  code?: string
  /** Facts of the refusal as JSON, as the client saw them. */
  facts?: string
}

/** The newest thousand of thirty days. */
export interface LaunchEventStore {
  add(events: LaunchEvent[]): Promise<void>
  /** Newest first. */
  recent(limit: number): Promise<LaunchEvent[]>
}

import type { Role } from '#domain/actor'

/** A session after a verified launch. The browser holds a random token; only its SHA-256 is stored. */
export interface Session {
  tokenHash: string
  personId: string
  name: string
  roles: Role[]
  /** Deployment key of the launch: the scope of the roles. */
  deployment: string
  context?: { id: string; title?: string }
  language: 'ru' | 'en'
  /** Address of the LMS page that the session came from, for frame-ancestors and the way back. */
  platformOrigin: string
  returnUrl?: string
  createdAt: string
  expiresAt: Date
}

export interface SessionStore {
  create(session: Session): Promise<void>
  /** One read; expired ones are not found. */
  find(tokenHash: string, now: Date): Promise<Session | null>
  setLanguage(tokenHash: string, language: 'ru' | 'en'): Promise<void>
  end(tokenHash: string): Promise<void>
  /** Ends every session of these deployments: their platform may launch us no more. */
  endOf(deployments: string[]): Promise<void>
}

/** A login that was begun: state and nonce stored hashed, bound to a browser, used once. */
export interface LaunchAttempt {
  stateHash: string
  nonceHash: string
  /** Hash of the secret in the browser's cookie. */
  browserHash: string
  issuer: string
  clientId: string
  targetLinkUri: string
  /** What the platform wants back at its authorization endpoint; kept so that a login can begin again. */
  loginHint?: string
  messageHint?: string
  /** Frame of the platform that keeps a secret for us; `?`: it was to be asked. Absent: no storage. */
  storageTarget?: string
  /** Begun again in a tab of its own after the frame kept no cookie. */
  restarted?: boolean
  /** The verified launch as JSON, while the browser still has to prove itself; gone when the attempt is used. */
  held?: string
  createdAt: string
  expiresAt: Date
  usedAt?: string
}

/** What an attempt must be equal to, so that a launch may use it without having read it. */
export type AttemptBinding = Pick<
  LaunchAttempt,
  'nonceHash' | 'browserHash' | 'issuer' | 'clientId' | 'targetLinkUri'
>

export interface LaunchAttemptStore {
  create(attempt: LaunchAttempt): Promise<void>
  find(stateHash: string): Promise<LaunchAttempt | null>
  /**
   * Marks it used if it was not and has not expired: one atomic update.
   *
   * @param binding must be equal too
   * @returns the attempt with what it held; `null`: used, expired, unknown or bound otherwise
   */
  consume(stateHash: string, now: Date, binding?: AttemptBinding): Promise<LaunchAttempt | null>
  /** Keeps a verified launch with an attempt that is not used and has not expired. @returns whether there is one */
  hold(stateHash: string, held: string, now: Date): Promise<boolean>
}

/** A platform (LMS) that may launch us, with the deployments that were approved. */
export interface PlatformRegistration {
  id: string
  name: string
  issuer: string
  clientId: string
  authUrl: string
  tokenUrl: string
  jwksUrl: string
  active: boolean
  deployments: { id: string; approved: boolean; seenAt: string }[]
  createdAt: string
}

export interface PlatformStore {
  /** @throws {ConflictError} if issuer and client id are registered */
  create(platform: PlatformRegistration): Promise<void>
  find(issuer: string, clientId: string): Promise<PlatformRegistration | null>
  /** All of one issuer; a login without client_id is clear only if there is one. */
  byIssuer(issuer: string): Promise<PlatformRegistration[]>
  byId(id: string): Promise<PlatformRegistration | null>
  all(): Promise<PlatformRegistration[]>
  setActive(id: string, active: boolean): Promise<void>
  /** Notes a deployment that was seen and is not approved yet. */
  noteDeployment(id: string, deploymentId: string, seenAt: string): Promise<void>
  approveDeployment(id: string, deploymentId: string): Promise<void>
}

/** What LTI needs from the store and the process. Declared here, so that `lti/` knows nothing of `src/`. */

/** A platform (LMS) that may launch us, with its deployments. */
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
  /** Deployment keys whose administrators may change the registration, beside the operator: those that it began with. */
  managers?: string[]
  /** The last change of the key in use: from which key, by whom, since when (ISO instant). */
  rotation?: { from: string; by: string; byName: string; at: string }
  createdAt: string
}

/** The part of the platform store that login and launch use. */
export interface PlatformPort {
  find(issuer: string, clientId: string): Promise<PlatformRegistration | null>
  byIssuer(issuer: string): Promise<PlatformRegistration[]>
  /** Notes a deployment that was seen and is not approved yet. */
  noteDeployment(id: string, deploymentId: string, seenAt: string): Promise<void>
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

/** The part of the attempt store that login and launch use. */
export interface AttemptPort {
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

/** Lets one platform register itself, once. Only the hash of its code is stored. */
export interface Invitation {
  codeHash: string
  /** What the administrator calls the platform. */
  name: string
  /** Issuer that is expected; absent: the host of the configuration decides. */
  issuer?: string
  /** Deployment keys of the administrator who invites; absent: the operator. They will manage the platform. */
  managers?: string[]
  createdAt: string
  expiresAt: Date
  usedAt?: string
  /** The registration that came of it. */
  platformId?: string
}

/** The part of the invitation store that a registration uses. */
export interface InvitationPort {
  /** @returns `false`: one of this code is there */
  create(invitation: Invitation): Promise<boolean>
  find(codeHash: string): Promise<Invitation | null>
  /** Marks it used if it is not and has not expired: one atomic update. `null`: used, expired or unknown. */
  claim(codeHash: string, now: Date): Promise<Invitation | null>
  /** Makes it usable again after a registration that failed. */
  release(codeHash: string): Promise<void>
  settle(codeHash: string, platformId: string): Promise<void>
}

/** One launch, or one refusal, as it is remembered: no person, no token. */
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
export interface LaunchEventPort {
  add(events: LaunchEvent[]): Promise<void>
  /** Newest first. */
  recent(limit: number): Promise<LaunchEvent[]>
}

/** Public half of a key in JWK form. */
export type PublicJwk = Record<string, unknown>

/** Keys that a platform publishes. */
export interface PlatformKeys {
  /**
   * @param jwksUrl the platform's key set
   * @param kid     key id in the token's header
   * @throws {KeyUnknownError} after one refetch at most
   * @throws {KeysUnreachableError} if the key set cannot be read
   */
  find(jwksUrl: string, kid: string): Promise<PublicJwk>
}

/** Where LTI writes what happened: facts only, never tokens, never personal data. */
export interface LtiLog {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

export type Clock = () => Date
export type RandomBytes = (size: number) => Buffer

/** Where it is noted what launches do, for the diagnosis page. Returns at once: a launch never waits for it. */
export interface LaunchEvents {
  launched(event: { registrationId: string; rung: string; messageType: string }): void
  refused(event: {
    errorId: string
    code: string
    registrationId?: string
    facts: Readonly<Record<string, string | number>>
  }): void
}

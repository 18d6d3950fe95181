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
  createdAt: string
  expiresAt: Date
  usedAt?: string
}

/** The part of the attempt store that login and launch use. */
export interface AttemptPort {
  create(attempt: LaunchAttempt): Promise<void>
  find(stateHash: string): Promise<LaunchAttempt | null>
  /** Marks it used if it was not and has not expired: one atomic update. `null`: used, expired or unknown. */
  consume(stateHash: string, now: Date): Promise<LaunchAttempt | null>
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

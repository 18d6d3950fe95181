import { LtiError } from './errors/lti-error.ts'
import type { PlatformRegistration, PublicJwk } from './ports.ts'

/** What we ask of an LTI library, so that another one, or another major, is one folder. Launches need none of it. */
export interface LtiLibrary {
  /** Mirrors a registration and makes its pair of keys, once; again, it brings addresses up to date. */
  register(platform: PlatformRegistration): Promise<{ kid: string }>
  /** The waiting key of a platform becomes current; the old one stays published for a week. @throws {NotRegisteredError} */
  rotateKeys(platform: PlatformRegistration): Promise<RotatedKeys>
  /**
   * Makes a platform's keys anew where there are none, or none that open under this `SECRET_KEY`; keys that open stay.
   *
   * @returns whether new ones were made
   */
  replaceLostKeys(platform: PlatformRegistration): Promise<boolean>
  /** A platform's keys, those that wait and those that retired lately among them. @throws {NotRegisteredError} */
  keysOf(platform: PlatformRegistration): Promise<PlatformKey[]>
  /** Our public keys: of each platform the current, the waiting and lately retired ones. */
  keySet(): Promise<{ keys: PublicJwk[] }>
  /** @throws {ServiceFailedError | NotRegisteredError | PlatformInactiveError} as every call of a service */
  accessToken(
    platform: PlatformRegistration,
    scopes: readonly string[],
    options?: { /** Asks the platform although a token is kept. */ fresh?: boolean },
  ): Promise<AccessToken>
  /** Signed answer to a deep linking request. @see Deep Linking 2.0 §4.5 */
  deepLinkingMessage(platform: PlatformRegistration, answer: DeepLinkingAnswer): Promise<string>
  /** Frees its connection; it connects again when it is needed. */
  close(): Promise<void>
}

/** Ids of a platform's keys after a rotation. */
export interface RotatedKeys {
  current: string
  /** Published, not yet used. */
  next: string
  /** Still published, no longer used. */
  retired: string[]
}

/** A key of ours for one platform, as an administrator sees it: no key material. */
export interface PlatformKey {
  kid: string
  state: 'current' | 'next' | 'retired'
  /** ISO instant since when it is in this state. */
  since?: string
  /** ISO instant until which a retired key stays published. */
  until?: string
}

export interface AccessToken {
  token: string
  /** Scopes that were granted. */
  scopes: string[]
  expiresInSeconds: number
}

export interface DeepLinkingAnswer {
  deploymentId: string
  /** Settings of the request, as they came. */
  settings: Readonly<Record<string, unknown>>
  items: readonly Readonly<Record<string, unknown>>[]
  /** Shown by the platform. */
  message?: string
}

/** The platform was never given to the library: it has no keys for it. */
export class NotRegisteredError extends LtiError {
  readonly code = 'lti_not_registered'
  readonly status = 409
}

/** A service of the platform refused, failed or was silent: `facts.service`, `facts.reason`, `log.status`. */
export class ServiceFailedError extends LtiError {
  readonly code = 'lti_service_failed'
  readonly status = 502
  override readonly retryable: boolean

  constructor(
    service: string,
    reason: string,
    detail: { status?: number; retryable: boolean; hidden?: unknown },
  ) {
    const status = detail.status === undefined ? {} : { status: detail.status }
    super({
      facts: { service, reason, ...status },
      log: { service, reason, ...status },
      hidden: detail.hidden,
    })
    this.retryable = detail.retryable
  }
}

import type { Role } from '#domain/access/actor'
import type {
  AttemptBinding,
  AttemptPort,
  LaunchAttempt,
  PlatformPort,
  PlatformRegistration,
} from '#lti/ports'

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
  /** Keys of one letter are switched off. */
  keysOff?: boolean
  /** Entries that their curator unticked in the queue: «all by filter» leaves them out, on whichever page they stand. */
  leftOut?: readonly string[]
  /** Fields of the last form that led to a page of its own, which is shown from them. */
  asked?: { path: string; fields: Readonly<Record<string, string | readonly string[]>> }
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
  /** One that ended less than a day ago, for what its person was still sending. */
  findOver(tokenHash: string): Promise<Session | null>
  /** Sets what is given and leaves the rest. */
  change(
    tokenHash: string,
    changes: Partial<Pick<Session, 'language' | 'keysOff' | 'leftOut' | 'asked'>>,
  ): Promise<void>
  end(tokenHash: string): Promise<void>
  /** Ends every session of these deployments: their platform may launch us no more. */
  endOf(deployments: string[]): Promise<void>
  /** Ends every session of a person. */
  endOfPerson(personId: string): Promise<void>
}

/** Their shapes are LTI's own; how they are kept is ours. */
export type { AttemptBinding, LaunchAttempt, PlatformRegistration }

export type LaunchAttemptStore = AttemptPort

export interface PlatformStore extends PlatformPort {
  /** @throws {ConflictError} if issuer and client id are registered */
  create(platform: PlatformRegistration): Promise<void>
  byId(id: string): Promise<PlatformRegistration | null>
  all(): Promise<PlatformRegistration[]>
  setActive(id: string, active: boolean): Promise<void>
  approveDeployment(id: string, deploymentId: string): Promise<void>
  /**
   * Notes who takes the key `from` out of use. @returns `false`: somebody noted that already, and not before `since`
   *
   * @param since ISO instant: what was noted before it was broken off
   */
  beginRotation(
    id: string,
    rotation: Required<PlatformRegistration>['rotation'],
    since: string,
  ): Promise<boolean>
}

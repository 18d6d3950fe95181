import type { Request } from 'express'
import type { SelectionDeps } from './deep-linking/selection.ts'
import type { VerifiedLaunch } from './launch/verified-launch.ts'
import type { DeepLinkingAnswer } from './library.ts'
import type {
  AttemptPort,
  Clock,
  LaunchEvents,
  LtiLog,
  PlatformKeys,
  PlatformPort,
  PlatformRegistration,
  PublicJwk,
  RandomBytes,
} from './ports.ts'
import type { RegisterDeps } from './registration/register-platform.ts'

/** Where a launch goes, and the cookies that carry its session. */
export interface Welcome {
  redirectTo: string
  setCookies: string[]
}

export interface LtiRouterDeps {
  platforms: PlatformPort
  attempts: AttemptPort
  /** Keys of platforms: `createKeyCache`. */
  keys: PlatformKeys
  /** Our public keys, for `/lti/jwks`; signs answers to deep linking. */
  library: {
    keySet(): Promise<{ keys: PublicJwk[] }>
    deepLinkingMessage?(platform: PlatformRegistration, answer: DeepLinkingAnswer): Promise<string>
  }
  /** Our address as browsers see it, without a slash at the end. */
  publicUrl: string
  now: Clock
  randomBytes: RandomBytes
  /** Makes the session. @throws {LearnerUnknownError} for a review of somebody who is not here */
  onLaunch(launch: VerifiedLaunch, req: Request): Promise<Welcome>
  log: LtiLog
  /** Choosing what to place in a course; without it deep linking is explained, not answered. */
  selection?: SelectionDeps
  /** Dynamic registration; without it there is no `/lti/register`. */
  registration?: RegisterDeps
  events?: LaunchEvents
  /** Origins that may frame our pages besides the platform: an LMS may show its courses on another host than its own. */
  frameOrigins?: readonly string[]
}

import type {
  AttemptPort,
  Clock,
  LaunchAttempt,
  PlatformKeys,
  PlatformPort,
  PlatformRegistration,
} from '../ports.ts'
import type { Claims } from './claims.ts'

/** What the platform sent and the browser brought along. */
export interface LaunchRequest {
  state: string | undefined
  idToken: string | undefined
  /** The `Cookie` header as it came. */
  cookies: string | undefined
}

/** What the checks have established so far; each adds what the next ones rest on. */
export interface LaunchDraft {
  readonly request: LaunchRequest
  attempt?: LaunchAttempt
  registration?: PlatformRegistration
  header?: Claims
  claims?: Claims
}

export interface LaunchDeps {
  platforms: PlatformPort
  attempts: AttemptPort
  keys: PlatformKeys
  /** Our address as browsers see it, without a slash at the end. */
  publicUrl: string
  /** Message types that something of ours answers. */
  messages: ReadonlySet<string>
  now: Clock
}

/** One check: adds to the draft, or throws the class of its failure. */
export type Check = (draft: LaunchDraft, deps: LaunchDeps) => void | Promise<void>

/** What an earlier check established; missing means that the list is in the wrong order. */
export function known<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('a check ran before the one it rests on')
  return value
}

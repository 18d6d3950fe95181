/** What the LTI endpoints share. */
import type { Population } from '../population.ts'
import type { Site } from '../ws/site.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { Gradebook } from './gradebook.ts'
import type { KeyRing } from './key-ring.ts'
import type { LaunchDesk } from './launch-desk.ts'
import type { ToolRegistry } from './tools.ts'

export interface Platform {
  readonly url: string
  readonly title: string
  readonly population: Population
  readonly site: Site
  readonly keys: KeyRing
  readonly tools: ToolRegistry
  readonly desk: LaunchDesk
  readonly tokens: AccessTokens
  readonly gradebook: Gradebook
}

/** An HTTP request as the endpoints see it. */
export interface Call {
  method: string
  path: string
  query: URLSearchParams
  /** The form of a POST; empty for other bodies. */
  form: URLSearchParams
  body: string
  header(name: string): string | undefined
}

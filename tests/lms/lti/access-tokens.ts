/** Access tokens of the services. */
import { randomBytes } from 'node:crypto'
import type { Tool } from './tools.ts'

/** Seconds that a token lives. */
export const TOKEN_TTL = 3600

export class AccessTokens {
  readonly #tokens = new Map<string, { tool: Tool; scopes: readonly string[]; expires: number }>()

  issue(tool: Tool, scopes: readonly string[], now: number): string {
    const token = randomBytes(16).toString('hex')
    this.#tokens.set(token, { tool, scopes, expires: now + TOKEN_TTL })
    return token
  }

  /** All tokens die, as when a platform restarts or a secret changes. */
  revokeAll(): void {
    this.#tokens.clear()
  }

  /** The tool whose token this is, if it lives and holds one of the scopes. */
  tool(authorization: string | undefined, scopes: readonly string[], now: number): Tool | null {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
    const known = token ? this.#tokens.get(token) : undefined
    if (!known || known.expires <= now) return null
    return scopes.some(scope => known.scopes.includes(scope)) ? known.tool : null
  }
}

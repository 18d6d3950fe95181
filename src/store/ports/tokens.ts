import type { Role } from '#domain/access/actor'
import type { TokenScope } from '#domain/access/api-scopes'

/** A token of the API. The token itself is shown once; only the SHA-256 of its `jti` is kept. */
export interface ApiToken {
  /** SHA-256 of the `jti`, hex. */
  id: string
  name: string
  scopes: TokenScope[]
  /** In which it acts. */
  roles: Role[]
  /** Deployments that it reaches. */
  reach: 'all' | string[]
  /** Only these programmes; absent: all that it reaches. */
  programmes?: string[]
  /** Whoever made it: it acts in their name, and never on what is their own. */
  personId: string
  personName: string
  createdAt: string
  expiresAt: string
  lastUsedAt?: string
  revokedAt?: string
  revokedBy?: string
}

export interface TokenStore {
  /** @returns `false`: one of this id is there */
  create(token: ApiToken): Promise<boolean>
  byId(id: string): Promise<ApiToken | null>
  /** Newest first: of these people, or everybody's. */
  list(q: { personIds?: string[]; limit: number }): Promise<ApiToken[]>
  /** @returns `false` if it was revoked before or is not there */
  revoke(id: string, at: string, by: string): Promise<boolean>
  /** It ends at `at`, unless it ends before. */
  endAt(id: string, at: string): Promise<void>
  /** Written once a minute at most. */
  noteUse(id: string, at: string, unlessSince: string): Promise<void>
}

import { createHash } from 'node:crypto'
import type { Role } from '#domain/access/actor'
import type { Session, SessionStore } from '#store/ports/access'
import { buildCookie, COOKIE_SECONDS, SESSION_SECONDS, sessionCookieName } from './cookies.ts'

export interface IssueDeps {
  sessions: Pick<SessionStore, 'create'>
  config: { publicUrl: string }
  now(): Date
  randomBytes(size: number): Uint8Array
}

/** A verified launch with the person already found or made. */
export type SessionSeed = Omit<Session, 'tokenHash' | 'createdAt' | 'expiresAt'>

export interface IssuedSession {
  /** Path on our own host; never holds the token. */
  redirectTo: string
  /** Values for `Set-Cookie`. */
  setCookies: string[]
}

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Where people land: the one who manages the tool first, then who signs, then who learns. */
export function homeOf(roles: readonly Role[]): string {
  if (roles.includes('administrator')) return '/admin'
  if (roles.includes('curator')) return '/queue'
  if (roles.includes('issuer')) return '/issue'
  return '/book'
}

/** Opens a session of eight hours after a verified launch, or `until` another one of the same launch ends. The browser gets 32 random bytes, the store their SHA-256. */
export function issueSession(
  deps: IssueDeps,
): (seed: SessionSeed, path?: string, until?: Date) => Promise<IssuedSession> {
  const isHttps = deps.config.publicUrl.startsWith('https:')
  return async (seed, path = homeOf(seed.roles), until) => {
    const now = deps.now()
    const token = Buffer.from(deps.randomBytes(32)).toString('base64url')
    const handle = buildHandle(now, deps.randomBytes(3))
    await deps.sessions.create({
      ...seed,
      tokenHash: hashToken(token),
      createdAt: now.toISOString(),
      expiresAt: until ?? new Date(now.getTime() + SESSION_SECONDS * 1000),
    })
    const cookie = buildCookie(sessionCookieName(handle, { isHttps }), token, COOKIE_SECONDS)
    return { redirectTo: `/~${handle}${path}`, setCookies: [cookie] }
  }
}

const buildHandle = (now: Date, salt: Uint8Array): string =>
  Math.floor(now.getTime() / 1000)
    .toString(36)
    .padStart(7, '0') + Buffer.from(salt).toString('hex')

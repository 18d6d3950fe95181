import type { RequestHandler, Response } from 'express'
import type { Actor } from '#domain/access/actor'
import type { Session, SessionStore } from '#store/ports/access'
import { DraftKeptError, SessionOverError } from '../errors.ts'
import { frameOnlyBy } from '../middleware/security-headers.ts'
import {
  buildCookie,
  type CookieOptions,
  DRAFT_SECONDS,
  draftCookieName,
  parseCookies,
  sessionCookieName,
  sessionHandles,
} from './cookies.ts'
import type { Drafts } from './drafts.ts'
import { hashToken } from './issue-session.ts'

/** Older cookies than these are dropped, so that many launches do not fill the request's headers. */
const KEPT = 6

export interface CurrentSession {
  session: Session
  handle: string
  actor: Actor
}

export interface SessionDeps {
  sessions: Pick<SessionStore, 'find'>
  drafts: Pick<Drafts, 'keep'>
  isHttps: boolean
  /** May frame every session beside its own platform. */
  frameOrigins: readonly string[]
  now(): Date
}

/**
 * Finds the session (unless a token stands for one) with one read of the store. Under `/~HANDLE/` it is that one; without a handle, the newest. A handle
 * whose cookie is gone never falls back on another person's session, except to open a page anew without the handle.
 *
 * @throws {SessionOverError} without a valid session
 */
export function requireSession({
  sessions,
  drafts,
  isHttps,
  frameOrigins,
  now,
}: SessionDeps): RequestHandler {
  const options: CookieOptions = { isHttps }
  return async (req, res, next) => {
    if (res.locals.current) return next()
    const cookies = parseCookies(req.get('cookie'))
    const handles = sessionHandles(cookies, options)
    const asked = res.locals.handle as string | undefined
    const handle = asked ?? handles[0]
    const token = handle && cookies.get(sessionCookieName(handle, options))
    const session = token ? await sessions.find(hashToken(token), now()) : null
    if (!session || !handle) {
      if (asked && req.method === 'GET' && handles.some(h => h !== asked) && !req.path.startsWith('/api/')) {
        return res.redirect(303, req.url)
      }
      const draft = token ? await drafts.keep(token, req) : null
      if (draft) {
        res.append('Set-Cookie', buildCookie(draftCookieName(options), draft, DRAFT_SECONDS))
        throw new DraftKeptError('the session is over; the form is kept')
      }
      throw new SessionOverError('no session, or it is over')
    }
    dropOld(res, handles, handle, options)
    res.setHeader('Cache-Control', 'private, no-store')
    frameOnlyBy(res, session.platformOrigin, issuerOf(session.deployment), ...frameOrigins)
    res.locals.current = { session, handle, actor: actorOf(session) } satisfies CurrentSession
    next()
  }
}

/** A deployment's key begins with its issuer. */
const issuerOf = (deployment: string): string => deployment.split('|')[0] ?? ''

export const currentOf = (res: Response): CurrentSession => res.locals.current as CurrentSession

const actorOf = (session: Session): Actor => ({
  personId: session.personId,
  name: session.name,
  roles: session.roles,
  scope: [session.deployment],
  ...(session.context ? { context: session.context.id } : {}),
})

function dropOld(res: Response, handles: string[], current: string, options: CookieOptions): void {
  for (const old of handles.slice(KEPT).filter(h => h !== current)) {
    res.append('Set-Cookie', buildCookie(sessionCookieName(old, options), '', 0))
  }
}

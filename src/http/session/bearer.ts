/** Calls of the API by a token: `Authorization: Bearer …` (RFC 6750, 2.1) under `/api/v1`, and nothing else of the site. */
import type { Request, RequestHandler } from 'express'
import type { Tokens } from '#administration/tokens'
import type { TokenScope } from '#domain/access/api-scopes'
import { acceptedLanguage } from '../view.ts'
import type { CurrentSession } from './require-session.ts'

/** The token, if the call carries one; then no cookie counts. */
export function bearerOf(req: Request): string | undefined {
  if (!/^\/api\/v1(\/|$)/.test(req.baseUrl + req.path)) return undefined
  return /^Bearer +(\S+)$/i.exec(req.get('authorization') ?? '')?.[1]
}

/** What the API's operations see of a call by token. */
export interface TokenCall extends CurrentSession {
  token: { id: string; scopes: readonly TokenScope[] }
}

/** @throws {InvalidTokenError} for a token that does not hold; a call without one goes on to its session */
export function acceptToken(tokens: Pick<Tokens, 'authenticate'>): RequestHandler {
  return async (req, res, next) => {
    const secret = bearerOf(req)
    if (secret === undefined) return next()
    res.setHeader('WWW-Authenticate', 'Bearer')
    const { token, actor } = await tokens.authenticate(secret)
    res.removeHeader('WWW-Authenticate')
    res.setHeader('Cache-Control', 'private, no-store')
    res.locals.current = {
      session: {
        ...{ tokenHash: token.id, personId: actor.personId, name: actor.name, roles: [...actor.roles] },
        ...{ deployment: '', language: acceptedLanguage(req), platformOrigin: '' },
        ...{ createdAt: token.createdAt, expiresAt: new Date(token.expiresAt) },
      },
      handle: '',
      actor,
      token: { id: token.id, scopes: token.scopes },
    } satisfies TokenCall
    next()
  }
}

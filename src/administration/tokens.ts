/**
 * Tokens of the API: signed (RFC 7519, HS256), scoped, with an end, rotated and revoked. A token acts in the name of whoever
 * made it, with no more than they may do; each use is one read of the store, so that a revocation holds at once.
 */
import { createHash } from 'node:crypto'
import jwt from 'jsonwebtoken'
import type { Actor, Role } from '#domain/access/actor'
import { isTokenScope, ROLES_OF_SCOPE, type TokenScope } from '#domain/access/api-scopes'
import { reachesProgramme } from '#domain/access/reach'
import { demandAdministrator } from '#domain/access/rights'
import { idOfSent, type MakingDeps, type Sent } from '#domain/changes/sent-twice'
import { AppError, ForbiddenError, InvalidInputError } from '#domain/errors'
import type { ProgrammeStore } from '#store/ports/people'
import type { ApiToken, TokenStore } from '#store/ports/tokens'
import { demandFound } from './demand-found.ts'

/** Not ours, not for us, revoked, or at its end: one answer for all, so that nothing can be learnt by trying. */
export class InvalidTokenError extends AppError {
  readonly code = 'invalid_token'
  readonly status = 401
}

export interface NewToken {
  name: string
  scopes: string[]
  /** Days until it ends, 1 to 730. */
  days: number
  programmes?: string[]
  /** For the operator's own commands: only these deployments. */
  deployments?: string[]
  /** Of the form: sent twice with one, it is one token. */
  key?: string
}

/** `secret` is shown now and never again, but to whoever sends the same form again. */
export interface IssuedToken {
  token: ApiToken
  secret: string
}

export interface Tokens {
  /** Administrators; nobody gives more than they have. */
  create(actor: Actor, input: NewToken): Promise<IssuedToken>
  /** One's own; whoever reaches everything sees all. */
  list(actor: Actor): Promise<ApiToken[]>
  /** From now on it is refused. */
  revoke(actor: Actor, id: string): Promise<void>
  /** A new secret with the same rights and length of life; the old one ends after the overlap (default 24 h). */
  rotate(actor: Actor, id: string, overlapHours?: number, key?: string): Promise<IssuedToken>
  /** @throws {InvalidTokenError} */
  authenticate(secret: string): Promise<{ token: ApiToken; actor: Actor }>
}

export interface TokensDeps extends MakingDeps {
  tokens: TokenStore
  programmes: Pick<ProgrammeStore, 'byIds'>
  /** 32 bytes, of this purpose alone. */
  key: Uint8Array
  publicUrl: string
  now(): Date
}

const DAY_MS = 24 * 3_600_000
const MOST_DAYS = 730
const MOST_OVERLAP_HOURS = 30 * 24
const LISTED = 200
const AUDIENCE = 'zachetka-api'

export function createTokens(deps: TokensDeps): Tokens {
  return {
    async create(actor, input) {
      demandAdministrator(actor)
      const { days, ...token } = await checked(deps, actor, input)
      return issue(deps, token, days * DAY_MS, { actor, key: input.key, what: ['token', token, days] })
    },
    async list(actor) {
      demandAdministrator(actor)
      const own = actor.scope === 'all' ? {} : { personIds: [actor.personId] }
      return deps.tokens.list({ ...own, limit: LISTED })
    },
    async revoke(actor, id) {
      const token = await ownToken(deps, actor, id)
      await deps.tokens.revoke(token.id, deps.now().toISOString(), actor.personId)
    },
    async rotate(actor, id, overlapHours = 24, key) {
      const {
        id: _,
        createdAt,
        expiresAt,
        lastUsedAt: __,
        revokedAt,
        revokedBy: ___,
        ...same
      } = await ownToken(deps, actor, id)
      if (revokedAt)
        throw new InvalidInputError('a revoked token is not rotated', [{ path: 'id', message: 'revoked' }])
      if (!(overlapHours >= 0 && overlapHours <= MOST_OVERLAP_HOURS))
        throw new InvalidInputError('the overlap', [
          { path: 'overlapHours', message: `0 to ${MOST_OVERLAP_HOURS}` },
        ])
      const sent = { actor, key, what: ['rotated', id, overlapHours] }
      const issued = await issue(deps, same, Date.parse(expiresAt) - Date.parse(createdAt), sent)
      await deps.tokens.endAt(id, new Date(deps.now().getTime() + overlapHours * 3_600_000).toISOString())
      return issued
    },
    authenticate: secret => authenticate(deps, secret),
  }
}

type Rights = Omit<ApiToken, 'id' | 'createdAt' | 'expiresAt' | 'lastUsedAt' | 'revokedAt' | 'revokedBy'>

/** @throws {InvalidInputError} naming each field @throws {ForbiddenError} for a scope that the maker has no role for */
async function checked(deps: TokensDeps, actor: Actor, input: NewToken): Promise<Rights & { days: number }> {
  const name = input.name.trim()
  const scopes = [...new Set(input.scopes)]
  const known = scopes.filter(isTokenScope)
  const issues = [
    ...(name && name.length <= 100 ? [] : [{ path: 'name', message: '1 to 100 characters' }]),
    ...(known.length > 0 && known.length === scopes.length
      ? []
      : [{ path: 'scopes', message: 'known ones, at least one' }]),
    ...(Number.isInteger(input.days) && input.days >= 1 && input.days <= MOST_DAYS
      ? []
      : [{ path: 'days', message: `1 to ${MOST_DAYS}` }]),
    ...(input.programmes && known.includes('runs:read')
      ? [{ path: 'programmes', message: 'runs:read is of connections, not of programmes' }]
      : []),
    ...(await programmeIssues(deps, actor, input.programmes)),
  ]
  if (issues.length > 0) throw new InvalidInputError('the token does not hold', issues)
  const reach = reachOf(actor, input.deployments)
  return {
    ...{ name, scopes: known, roles: rolesFor(actor, known), reach, days: input.days },
    ...(input.programmes && { programmes: [...new Set(input.programmes)] }),
    ...{ personId: actor.personId, personName: actor.name },
  }
}

async function programmeIssues({ programmes }: TokensDeps, actor: Actor, ids: string[] | undefined) {
  if (!ids) return []
  const found = await programmes.byIds(ids)
  const isReached = ids.every(id => {
    const programme = found.get(id)
    return programme !== undefined && reachesProgramme(actor, programme)
  })
  return ids.length > 0 && isReached ? [] : [{ path: 'programmes', message: 'programmes that you reach' }]
}

function reachOf({ scope }: Actor, wanted: string[] | undefined): ApiToken['reach'] {
  if (!wanted) return scope === 'all' ? 'all' : [...scope]
  return scope === 'all' ? wanted : wanted.filter(each => scope.includes(each))
}

/** The operator of the machine has every role. */
function rolesFor({ roles, scope }: Actor, scopes: readonly TokenScope[]): Role[] {
  const isOperator = scope === 'all' && roles.includes('system')
  const needed = scopes.map(one => {
    const [first] = ROLES_OF_SCOPE[one]
    const role = isOperator ? first : ROLES_OF_SCOPE[one].find(each => roles.includes(each))
    if (!role)
      throw new ForbiddenError(`${one} takes the role ${ROLES_OF_SCOPE[one].join(' or ')}`, {
        scope: one,
        roles: ROLES_OF_SCOPE[one].join(', '),
      })
    return role
  })
  return [...new Set(needed)]
}

const hashOf = (jti: string): string => createHash('sha256').update(jti).digest('hex')

/** Sent again, it is the token that was made; its text follows from what is stored of it. */
async function issue(deps: TokensDeps, rights: Rights, lifeMs: number, sent: Sent): Promise<IssuedToken> {
  const now = deps.now()
  const jti = idOfSent(deps, sent)
  const expiresAt = new Date(now.getTime() + lifeMs)
  const token: ApiToken = {
    id: hashOf(jti),
    ...rights,
    createdAt: now.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }
  const isNew = await deps.tokens.create(token)
  const kept = isNew ? token : demandFound(await deps.tokens.byId(token.id), 'token')
  return { token: kept, secret: signed(deps, jti, kept) }
}

function signed({ key, publicUrl }: TokensDeps, jti: string, token: ApiToken): string {
  const { createdAt, expiresAt, scopes } = token
  const [iat, exp] = [createdAt, expiresAt].map(at => secondsOf(new Date(at)))
  return jwt.sign({ iat, exp, scope: scopes.join(' ') }, Buffer.from(key), {
    ...{ algorithm: 'HS256', jwtid: jti, issuer: publicUrl, audience: AUDIENCE },
  })
}

const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000)

/** @throws {NotFoundError} for another person's */
async function ownToken({ tokens }: TokensDeps, actor: Actor, id: string): Promise<ApiToken> {
  demandAdministrator(actor)
  const token = await tokens.byId(id)
  const isSeen = token && (actor.scope === 'all' || token.personId === actor.personId)
  return demandFound(isSeen ? token : null, 'token')
}

const NOTE_EVERY_MS = 60_000

async function authenticate(deps: TokensDeps, secret: string): Promise<{ token: ApiToken; actor: Actor }> {
  const now = deps.now()
  const token = await deps.tokens.byId(hashOf(jtiOf(deps, secret, now)))
  if (!token || token.revokedAt || token.expiresAt <= now.toISOString())
    throw new InvalidTokenError('no such token')
  const minuteAgo = new Date(now.getTime() - NOTE_EVERY_MS).toISOString()
  if ((token.lastUsedAt ?? '') <= minuteAgo) await deps.tokens.noteUse(token.id, now.toISOString(), minuteAgo)
  return { token, actor: actorOf(token) }
}

function jtiOf({ key, publicUrl }: TokensDeps, secret: string, now: Date): string {
  try {
    const claims = jwt.verify(secret, Buffer.from(key), {
      ...{ algorithms: ['HS256'], issuer: publicUrl, audience: AUDIENCE, clockTimestamp: secondsOf(now) },
    })
    if (typeof claims === 'object' && claims.jti) return claims.jti
  } catch (cause) {
    throw new InvalidTokenError('no such token', {}, { cause })
  }
  throw new InvalidTokenError('no such token')
}

/** As it stands in histories: the person, and by which token. */
function actorOf({ personId, personName, name, roles, reach, programmes }: ApiToken): Actor {
  return {
    personId,
    name: `${personName} (API: ${name})`,
    roles,
    scope: reach,
    ...(programmes && { programmes }),
  }
}

/** What a token of the API may be for, and which roles whoever makes it must have. Deny by default: what no scope names, no token does. */
import type { Role } from './actor.ts'

export const TOKEN_SCOPES = [
  'books:read',
  'entries:read',
  'entries:write',
  'certificates:issue',
  'register:read',
  'register:write',
  'register:export',
  'templates:read',
  'templates:write',
  'runs:read',
] as const
export type TokenScope = (typeof TOKEN_SCOPES)[number]

/** The token acts in the first of these roles that its maker has; the use case checks it again. */
export const ROLES_OF_SCOPE: Readonly<Record<TokenScope, readonly Role[]>> = {
  'books:read': ['curator', 'issuer', 'administrator'],
  'entries:read': ['curator', 'administrator'],
  'entries:write': ['curator'],
  'certificates:issue': ['issuer', 'administrator'],
  'register:read': ['issuer', 'curator', 'administrator'],
  'register:write': ['issuer', 'administrator'],
  'register:export': ['issuer', 'administrator'],
  'templates:read': ['issuer', 'administrator'],
  'templates:write': ['issuer', 'administrator'],
  'runs:read': ['administrator'],
}

export const isTokenScope = (text: string): text is TokenScope =>
  (TOKEN_SCOPES as readonly string[]).includes(text)

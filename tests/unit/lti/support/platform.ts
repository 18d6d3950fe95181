import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { CLAIM } from '#lti/launch/claims'
import type { PlatformRegistration, PublicJwk } from '#lti/ports'

/** A pair of keys under an id, as a platform publishes and uses them. */
export interface TestKey {
  kid: string
  jwk: PublicJwk
  privateKey: KeyObject
}

export function createKey(kid: string): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { kid, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' } }
}

/** Made once: a key costs a tenth of a second. */
export const platformKey = createKey('key-1')
export const otherKey = createKey('key-2')

export const PUBLIC_URL = 'https://tool.example'
export const ISSUER = 'https://lms.example'
export const CLIENT_ID = 'client-1'
export const NOW = new Date('2026-03-02T09:00:00Z')
export const seconds = (date: Date): number => Math.floor(date.getTime() / 1000)

export const registration = (): PlatformRegistration => ({
  id: 'p1',
  name: 'ИРО',
  issuer: ISSUER,
  clientId: CLIENT_ID,
  authUrl: `${ISSUER}/auth?x=1`,
  tokenUrl: `${ISSUER}/token`,
  jwksUrl: `${ISSUER}/jwks`,
  active: true,
  deployments: [{ id: '1', approved: true, seenAt: '2026-03-01T00:00:00.000Z' }],
  createdAt: '2026-03-01T00:00:00.000Z',
})

export const LEARNER = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'
export const INSTRUCTOR = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'

/** The claims of a sound launch, shaped like those recorded from Moodle. */
export const soundClaims = (nonce: string): Record<string, unknown> => ({
  iss: ISSUER,
  aud: CLIENT_ID,
  sub: '7',
  nonce,
  iat: seconds(NOW),
  exp: seconds(NOW) + 60,
  given_name: 'Пётр',
  family_name: 'Соколов',
  name: 'Пётр Соколов',
  email: 'sokolov@school.example',
  [CLAIM.version]: '1.3.0',
  [CLAIM.messageType]: 'LtiResourceLinkRequest',
  [CLAIM.deploymentId]: '1',
  [CLAIM.targetLinkUri]: `${PUBLIC_URL}/book`,
  [CLAIM.resourceLink]: { id: '2', title: 'Зачётка' },
  [CLAIM.roles]: [LEARNER],
  [CLAIM.context]: { id: '14', label: 'MENEDJ', title: 'Менеджмент' },
  [CLAIM.launchPresentation]: { locale: 'en', return_url: `${ISSUER}/mod/lti/return.php?course=14` },
})

export interface SignOptions {
  key?: TestKey
  header?: Record<string, unknown>
  algorithm?: 'RS256' | 'HS256' | 'none' | 'RS384'
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A compact JWS made by hand: a library would refuse to sign what these tests need. */
export function sign(claims: object, options: SignOptions = {}): string {
  const { key = platformKey, header = {}, algorithm = 'RS256' } = options
  const input = `${part({ typ: 'JWT', alg: algorithm, kid: key.kid, ...header })}.${part(claims)}`
  return `${input}.${signatureOf(input, key, algorithm)}`
}

function signatureOf(input: string, key: TestKey, algorithm: NonNullable<SignOptions['algorithm']>): string {
  if (algorithm === 'none') return ''
  if (algorithm === 'HS256')
    return createHmac('sha256', JSON.stringify(key.jwk)).update(input).digest('base64url')
  const digest = algorithm === 'RS256' ? 'sha256' : 'sha384'
  return createSign(digest).update(input).sign(key.privateKey, 'base64url')
}

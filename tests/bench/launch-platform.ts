/** A platform that only has keys, and launches it signs. */
import { createPrivateKey } from 'node:crypto'
import { createServer } from 'node:http'
import { CLAIM } from '#lti/launch/claims'
import type { PlatformRegistration, PublicJwk } from '#lti/ports'
import { platformKey, sign, soundClaims, type TestKey } from '#tests/unit/lti/support/platform'
import { listen, stop } from './listen.ts'

/** In another process of the same bench: the private key of the platform as JWK, in the environment. */
const GIVEN_KEY = 'BENCH_PLATFORM_KEY'

export const benchKey: TestKey = {
  ...platformKey,
  privateKey: process.env[GIVEN_KEY]
    ? createPrivateKey({ key: JSON.parse(process.env[GIVEN_KEY]), format: 'jwk' })
    : platformKey.privateKey,
}

/** What a process must be given to sign as this platform. */
export const keyEnvironment = (): Record<string, string> => ({
  [GIVEN_KEY]: JSON.stringify(benchKey.privateKey.export({ format: 'jwk' })),
})

const ISSUER = 'https://lms.example'

export async function serveKeys(jwk: PublicJwk) {
  let asked = 0
  const body = JSON.stringify({ keys: [jwk] })
  const server = createServer((_req, res) => {
    asked += 1
    res.setHeader('content-type', 'application/json').setHeader('cache-control', 'max-age=3600').end(body)
  })
  return { url: `${await listen(server)}/jwks`, count: () => asked, close: () => stop(server) }
}

export const registration = (jwksUrl: string): PlatformRegistration => ({
  id: 'p1',
  name: 'LMS',
  issuer: ISSUER,
  clientId: 'client-1',
  authUrl: `${ISSUER}/auth`,
  tokenUrl: `${ISSUER}/token`,
  jwksUrl,
  active: true,
  deployments: [{ id: '1', approved: true, seenAt: new Date().toISOString() }],
  createdAt: new Date().toISOString(),
})

/** The id_token of a launch right now. */
export function idToken(nonce: string, sub: string, target: string): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    ...soundClaims(nonce),
    sub,
    iss: ISSUER,
    iat: now,
    exp: now + 60,
    [CLAIM.targetLinkUri]: target,
  }
  return sign(claims, { key: benchKey })
}

/** The login initiation of the platform. */
export const initiation = (target: string): string =>
  new URLSearchParams({
    iss: ISSUER,
    client_id: 'client-1',
    login_hint: '7',
    target_link_uri: target,
  }).toString()

/** Access tokens of the services and the JWTs by which a tool proves itself (LTI 1.3 Security Framework §4.1). */
import { createPublicKey, type JsonWebKey, randomBytes } from 'node:crypto'
import jwt from 'jsonwebtoken'
import type { Reply } from '../reply.ts'
import type { Call, Platform } from './platform.ts'
import { ALL_SCOPES } from './scopes.ts'
import type { Tool } from './tools.ts'

const TTL = 3600
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

export class AccessTokens {
  readonly #tokens = new Map<string, { tool: Tool; scopes: readonly string[]; expires: number }>()

  issue(tool: Tool, scopes: readonly string[], now: number): string {
    const token = randomBytes(16).toString('hex')
    this.#tokens.set(token, { tool, scopes, expires: now + TTL })
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

/** Verifies a JWT of the tool against the tool's key set, fetched each time as Moodle does. */
export async function verifyToolJwt(
  tool: Tool,
  token: string,
  audience: readonly string[],
): Promise<jwt.JwtPayload | null> {
  const decoded = jwt.decode(token, { complete: true })
  const keys = await fetchKeys(tool.jwksUrl)
  const jwk = keys.find(key => key.kid === decoded?.header.kid)
  if (!decoded || !jwk) return null
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    const [first, ...rest] = audience
    const checked = jwt.verify(token, key, {
      algorithms: ['RS256'],
      issuer: tool.clientId,
      audience: [first ?? '', ...rest],
      clockTolerance: 60,
    })
    return typeof checked === 'string' || checked.exp === undefined ? null : checked
  } catch {
    return null
  }
}

async function fetchKeys(url: string): Promise<JsonWebKey[]> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) })
    const set = (await answer.json()) as { keys?: JsonWebKey[] }
    return set.keys ?? []
  } catch {
    return []
  }
}

/** `/mod/lti/token.php`. The answer is JSON but says that it is HTML, as Moodle's does. */
export async function tokenPage(platform: Platform, call: Call, now: number): Promise<Reply> {
  const { form } = call
  if (form.get('grant_type') !== 'client_credentials') return refuse('unsupported_grant_type')
  const assertion = form.get('client_assertion')
  if (!assertion || form.get('client_assertion_type') !== ASSERTION_TYPE) return refuse('invalid_request')
  const claimed = jwt.decode(assertion)
  const tool = platform.tools.byClientId(typeof claimed === 'string' ? undefined : claimed?.sub)
  if (!tool?.active) return refuse('invalid_client')
  const audience = [`${platform.url}/mod/lti/token.php`, platform.url]
  if (!(await verifyToolJwt(tool, assertion, audience))) return refuse('invalid_client')
  const scopes = (form.get('scope') ?? '').split(' ').filter(scope => ALL_SCOPES.includes(scope))
  if (scopes.length === 0) return refuse('invalid_scope')
  const grant = { token_type: 'Bearer', expires_in: TTL, scope: scopes.join(' ') }
  return answer({ access_token: platform.tokens.issue(tool, scopes, now), ...grant }, 200)
}

const refuse = (error: string): Reply => answer({ error }, 400)

const answer = (value: object, status: number): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', pragma: 'no-cache' },
  body: JSON.stringify(value, null, 2),
})

/** The token endpoint (client credentials with a signed assertion, RFC 7523). */
import jwt from 'jsonwebtoken'
import type { Reply } from '../reply.ts'
import { TOKEN_TTL } from './access-tokens.ts'
import type { Call, Platform } from './platform.ts'
import { ALL_SCOPES } from './scopes.ts'
import { verifyToolJwt } from './tool-jwt.ts'

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

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
  const grant = { token_type: 'Bearer', expires_in: TOKEN_TTL, scope: scopes.join(' ') }
  return answer({ access_token: platform.tokens.issue(tool, scopes, now), ...grant }, 200)
}

const refuse = (error: string): Reply => answer({ error }, 400)

const answer = (value: object, status: number): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', pragma: 'no-cache' },
  body: JSON.stringify(value, null, 2),
})

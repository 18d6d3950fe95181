/** JWTs by which a tool proves itself (LTI 1.3 Security Framework §4.1). */
import { createPublicKey, type JsonWebKey } from 'node:crypto'
import jwt from 'jsonwebtoken'
import type { Tool } from './tools.ts'

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

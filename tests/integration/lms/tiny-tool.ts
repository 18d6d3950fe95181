/** The smallest tool that can be launched: it keeps what it was sent and can ask for access tokens. */
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import jwt from 'jsonwebtoken'
import type { Lms } from '#tests/lms/server'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

export interface TinyTool {
  url: string
  /** Forms posted to the launch URL, oldest first. */
  launches: Record<string, string>[]
  /** Cookies that came with the launches. */
  cookies: string[]
  settings: {
    name: string
    loginUrl: string
    launchUrl: string
    redirectUris: string[]
    jwksUrl: string
    origin: string
  }
  sign(payload: object): string
  token(lms: Lms, clientId: string, scope: string): Promise<{ access_token: string; scope: string }>
  close(): Promise<void>
}

async function readForm(req: IncomingMessage): Promise<Record<string, string>> {
  let body = ''
  for await (const piece of req) body += String(piece)
  return Object.fromEntries(new URLSearchParams(body))
}

/** Starts the tool; `change` alters the authentication request; with `page` it logs in by a page that sends itself. */
export async function startTinyTool(
  change: (query: URLSearchParams) => void = () => {},
  page = false,
): Promise<TinyTool> {
  const launches: Record<string, string>[] = []
  const cookies: string[] = []
  const server = createServer(async (req, res) => {
    const form = await readForm(req)
    if (req.url === '/login') {
      const query = new URLSearchParams({
        scope: 'openid',
        response_type: 'id_token',
        response_mode: 'form_post',
        prompt: 'none',
        client_id: form.client_id ?? '',
        redirect_uri: form.target_link_uri ?? '',
        login_hint: form.login_hint ?? '',
        lti_message_hint: form.lti_message_hint ?? '',
        nonce: 'nonce-1',
        state: 'state-1',
      })
      change(query)
      const cookie = 'browser=b1; Path=/; Secure; HttpOnly; SameSite=None; Partitioned'
      const auth = `${form.iss}/mod/lti/auth.php`
      if (!page) return res.writeHead(302, { location: `${auth}?${query}`, 'set-cookie': cookie }).end()
      const inputs = [...query].map(([name, value]) => `<input type=hidden name="${name}" value='${value}'>`)
      res.writeHead(200, { 'content-type': 'text/html', 'set-cookie': cookie })
      return res.end(`<form method="post" action="${auth}" data-autosubmit>${inputs.join('')}</form>`)
    }
    if (req.url === '/launch') {
      launches.push(form)
      cookies.push(req.headers.cookie ?? '')
      return res
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<meta http-equiv="refresh" content="0; url=/book">')
    }
    if (req.url === '/jwks') {
      const key = { ...publicKey.export({ format: 'jwk' }), kid: 'tool-1', use: 'sig', alg: 'RS256' }
      return res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [key] }))
    }
    return res.writeHead(200, { 'content-type': 'text/html' }).end('<h1>book</h1>')
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const url = `http://localhost:${port}`
  const sign = (payload: object): string =>
    jwt.sign(payload, privateKey, { algorithm: 'RS256', keyid: 'tool-1' })
  return {
    url,
    launches,
    cookies,
    settings: {
      name: 'Зачётка',
      loginUrl: `${url}/login`,
      launchUrl: `${url}/launch`,
      redirectUris: [`${url}/launch`],
      jwksUrl: `http://127.0.0.1:${port}/jwks`,
      origin: url,
    },
    sign,
    token: async (lms, clientId, scope) => {
      const now = Math.floor(Date.now() / 1000)
      const claims = {
        iss: clientId,
        sub: clientId,
        aud: `${lms.url}/mod/lti/token.php`,
        iat: now,
        exp: now + 60,
        jti: randomUUID(),
      }
      const body = new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: sign(claims),
        scope,
      })
      const answer = await fetch(`${lms.url}/mod/lti/token.php`, { method: 'POST', body })
      return (await answer.json()) as { access_token: string; scope: string }
    },
    close: () =>
      new Promise(closed => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

/**
 * The page of an LMS around a frame, in a real browser: it signs launches itself and may keep data for the tool
 * (`lti.capabilities`, `lti.put_data`, `lti.get_data`), as a parent or in a frame beside the tool's.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PlatformRegistration } from '#lti/ports'
import { platformKey, sign, soundClaims } from '#tests/unit/lti/support/platform'

/** What the platform offers: `named` tells its frame in the login, `asked` only when asked for its capabilities. */
export type Offer = 'none' | 'parent' | 'sibling' | 'asked' | 'deaf'

export interface PlatformPage {
  url: string
  registration: PlatformRegistration
  /** Address of the page with the tool in its frame. */
  framed(offer: Offer, login?: string): string
  /** Changes the claims of the next launches. */
  change: Record<string, unknown>
  close(): Promise<void>
}

const STORAGE = `
const kept = JSON.parse(sessionStorage.getItem('kept') || '{}')
addEventListener('message', event => {
  const { subject, message_id, key, value } = event.data || {}
  const answer = more => event.source.postMessage({ subject: subject + '.response', message_id, ...more }, event.origin)
  if (subject === 'lti.put_data') { kept[event.origin + key] = value; sessionStorage.setItem('kept', JSON.stringify(kept)); answer({ key, value }) }
  if (subject === 'lti.get_data') answer({ key, value: kept[event.origin + key] })
  if (subject === 'lti.capabilities') answer({ supported_messages: [
    { subject: 'lti.put_data', frame: 'store' }, { subject: 'lti.get_data', frame: 'store' } ] })
})`

const CAPABILITIES_ONLY = STORAGE.replace("if (subject === 'lti.put_data')", 'if (false)').replace(
  "if (subject === 'lti.get_data')",
  'if (false)',
)

const thiefPage = (frame: string): string =>
  `<script>addEventListener('message', event => hear(String(event.data.subject)))</script><iframe src="${frame.replaceAll('&', '&amp;')}"></iframe>`

/** @param toolUrl may be set later: pages are made when they are asked for */
export async function startPlatformPage(tool: { url: string }): Promise<PlatformPage> {
  const server = createServer((req, res) => void answer(req, res))
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const page: PlatformPage = {
    url,
    change: {},
    framed: (offer, login = '/lti/login') => `${url}/course?${new URLSearchParams({ offer, login })}`,
    registration: {
      id: 'p1',
      name: 'LMS',
      issuer: url,
      clientId: 'client-1',
      authUrl: `${url}/auth`,
      tokenUrl: `${url}/token`,
      jwksUrl: `${url}/jwks`,
      active: true,
      deployments: [{ id: '1', approved: true, seenAt: '' }],
      createdAt: '',
    },
    close: () =>
      new Promise(closed => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(String(req.url), url)
    const html = (body: string) => res.setHeader('content-type', 'text/html').end(`<!doctype html>${body}`)
    if (pathname === '/course') return void html(coursePage(searchParams))
    if (pathname === '/store') return void html(`<script>${STORAGE}</script>`)
    if (pathname === '/thief') return void html(thiefPage(String(searchParams.get('frame'))))
    if (pathname === '/auth') return void html(authPage(searchParams))
    res.statusCode = 404
    res.end()
  }

  function coursePage(query: URLSearchParams): string {
    const offer = query.get('offer') as Offer
    const login = new URL(String(query.get('login')), tool.url)
    const target = { none: '', parent: '_parent', sibling: 'store', asked: '', deaf: '_parent' }[offer]
    const fields = {
      iss: url,
      client_id: 'client-1',
      login_hint: '7',
      target_link_uri: `${tool.url}/book`,
      ...(target === '' ? {} : { lti_storage_target: target }),
    }
    for (const [name, value] of Object.entries(fields)) login.searchParams.set(name, value)
    const script = { none: '', deaf: '', parent: STORAGE, sibling: '', asked: CAPABILITIES_ONLY }[offer]
    const store =
      offer === 'sibling' || offer === 'asked' ? '<iframe name="store" src="/store"></iframe>' : ''
    return `<title>course</title><script>${script}</script>${store}
<script>addEventListener('load', () => { const frame = document.createElement('iframe'); frame.name = 'tool'
frame.allow = 'storage-access'; frame.src = ${JSON.stringify(login.href)}; document.body.append(frame) })</script><body></body>`
  }

  function authPage(query: URLSearchParams): string {
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      ...soundClaims(String(query.get('nonce'))),
      iss: url,
      iat: now,
      exp: now + 60,
      'https://purl.imsglobal.org/spec/lti/claim/target_link_uri': `${tool.url}/book`,
      'https://purl.imsglobal.org/spec/lti/claim/launch_presentation': {
        locale: 'en',
        return_url: `${url}/course`,
      },
      ...page.change,
    }
    const token = sign(claims, { key: platformKey })
    return `<form method="post" action="${query.get('redirect_uri')}">
<input name="id_token" value="${token}"><input name="state" value="${query.get('state')}"></form>
<script>document.forms[0].submit()</script>`
  }
  return page
}

/** The LTI router with a page behind it that says whether the session's cookie came along. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type RequestHandler } from 'express'
import type { VerifiedLaunch } from '#lti/launch/verified-launch'
import type { PlatformRegistration } from '#lti/ports'
import { createLtiRouter } from '#lti/router'
import { createRandom } from '#tests/unit/lti/support/bench'
import { createMemory, fixedKeys } from '#tests/unit/lti/support/memory'
import { platformKey } from '#tests/unit/lti/support/platform'

/**
 * What the browser's cookies are like: `partitioned` as Chromium keeps them; `login-lost`: that of the login does not
 * come back; `unknown`: the browser does not know Partitioned (Safari), so it keeps none in a frame.
 */
export type Cookies = 'partitioned' | 'login-lost' | 'unknown'

export interface ToolSite {
  url: string
  launches: VerifiedLaunch[]
  writes: string[]
  refused: string[]
  cookies: Cookies
  close(): Promise<void>
}

export async function startToolSite(registrations: PlatformRegistration[]): Promise<ToolSite> {
  const app = express()
  const server = createServer(app)
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const memory = createMemory(registrations)
  const site: ToolSite = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    launches: [],
    writes: memory.writes,
    refused: [],
    cookies: 'partitioned',
    close: () =>
      new Promise(closed => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
  app.use(spoilCookies(site))
  app.use('/lti', buildRouter(site, memory))
  app.get('/book', (req, res) => {
    const isIn = (req.headers.cookie ?? '').includes('session=s1')
    res.send(`<title>${isIn ? 'signed in' : 'nobody'}</title><h1>book</h1>`)
  })
  return site
}

/** As a browser would lose them: Partitioned is taken from the cookies that it does not keep. */
const spoilCookies =
  (site: ToolSite): RequestHandler =>
  (_req, res, next) => {
    const append = res.append.bind(res)
    res.append = (name: string, value?: string | string[]) => {
      const isLost =
        site.cookies === 'unknown' || (site.cookies === 'login-lost' && /^lti_/.test(String(value)))
      return append(name, isLost ? String(value).replace('; Partitioned', '') : value)
    }
    next()
  }

function buildRouter(site: ToolSite, memory: ReturnType<typeof createMemory>) {
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  return createLtiRouter({
    ...memory,
    keys: fixedKeys(platformKey.jwk),
    library: {
      keySet: async () => ({ keys: [] }),
      deepLinkingMessage: async (_platform, { items }) => `jwt-of-${items.length}`,
    },
    publicUrl: site.url,
    now: () => new Date(),
    randomBytes: createRandom(),
    onLaunch: async launch => {
      site.launches.push(launch)
      return {
        redirectTo: '/book',
        setCookies: ['session=s1; Path=/; HttpOnly; Secure; SameSite=None; Partitioned'],
      }
    },
    log,
    events: { launched: () => {}, refused: ({ code }) => void site.refused.push(code) },
    selection: {
      listChoices: async () => [
        { kind: 'programme', opens: { programmeId: 'digital' }, title: 'Digital didactics', hours: 108 },
      ],
      seal: value => JSON.stringify(value),
      open: text => JSON.parse(text),
    },
  })
}

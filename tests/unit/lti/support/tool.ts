import express, { type ErrorRequestHandler } from 'express'
import type { VerifiedLaunch } from '#lti/launch/verified-launch'
import type { PlatformKeys, PlatformRegistration } from '#lti/ports'
import { createLtiRouter } from '#lti/router'
import { createRandom } from './bench.ts'
import { createMemory, fixedKeys } from './memory.ts'
import { platformKey } from './platform.ts'
import { type Served, serve } from './serve.ts'

export interface ToolOptions {
  registrations: PlatformRegistration[]
  keys?: PlatformKeys
  now?: () => Date
  /** Default: the address it listens on. */
  publicUrl?: string
  frameOrigins?: string[]
}

/** The router inside an application with body parsers of its own, as a careless one might mount them. */
export async function startTool(options: ToolOptions) {
  const memory = createMemory(options.registrations)
  const launches: VerifiedLaunch[] = []
  const logged: object[] = []
  const note = (facts: object) => void logged.push(facts)
  const app = express()
  const served: Served = await serve(app)
  const publicUrl = options.publicUrl ?? served.url
  app.set('query parser', 'extended')
  app.use(express.json({ strict: false }))
  const router = createLtiRouter({
    ...memory,
    keys: options.keys ?? fixedKeys(platformKey.jwk),
    library: { keySet: async () => ({ keys: [platformKey.jwk] }) },
    publicUrl,
    ...(options.frameOrigins && { frameOrigins: options.frameOrigins }),
    now: options.now ?? (() => new Date()),
    randomBytes: createRandom(),
    onLaunch: async launch => {
      launches.push(launch)
      return { redirectTo: '/book', setCookies: ['session=s1; Path=/; HttpOnly'] }
    },
    log: { info: note, warn: note, error: note },
  })
  app.use('/lti', router)
  app.get('/book', (_req, res) => void res.send('the book'))
  const failed: ErrorRequestHandler = (error, _req, res, _next) => {
    res.status((error as { status?: number }).status ?? 500).json({ unexpected: String(error) })
  }
  app.use(failed)
  return { ...memory, ...served, publicUrl, launches, logged }
}

export type Tool = Awaited<ReturnType<typeof startTool>>

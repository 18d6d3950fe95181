/** The HTTP side of the small LMS: every request is counted, may meet a fault, and gets one answer. */
import express, { type Express, type Request, type Response } from 'express'
import type { CallLog } from './call-log.ts'
import type { FaultScript } from './faults.ts'
import type { DeepLink } from './lti/deep-linking.ts'
import type { Call, Platform } from './lti/platform.ts'
import { route } from './lti/routes.ts'
import { deliver, type Reply, spoil } from './reply.ts'
import { parseForm } from './ws/params.ts'
import { answerCall } from './ws/server.ts'

export interface HttpParts {
  /** Set once the address is known: the platform's URLs are built from it. */
  platform: Platform
  token: string
  faults: FaultScript
  requests: CallLog
  links: DeepLink[]
}

const BODY_LIMIT = '8mb'

export function buildHttpApp(parts: HttpParts): Express {
  const app = express().disable('x-powered-by').set('etag', false)
  app.use(express.text({ type: () => true, limit: BODY_LIMIT }))
  app.all('/webservice/rest/server.php', (req, res) => webService(parts, req, res))
  app.use((req, res) => otherPage(parts, req, res))
  return app
}

async function webService(parts: HttpParts, req: Request, res: Response): Promise<void> {
  const query = req.originalUrl.split('?')[1] ?? ''
  const params = parseForm(`${query}&${bodyOf(req)}`)
  const name = typeof params.wsfunction === 'string' ? params.wsfunction : ''
  parts.requests.add(name)
  const fault = parts.faults.take(name)
  const inner = (called: string) => parts.faults.take(called)
  await send(res, answerCall(parts.platform.site, parts.token, params, fault, inner), fault)
}

async function otherPage(parts: HttpParts, req: Request, res: Response): Promise<void> {
  const { platform, links } = parts
  const call = readCall(req, platform.url)
  const { name, page } = route(call.path)
  const counted = name !== 'page'
  if (counted) parts.requests.add(name)
  const fault = counted ? parts.faults.take(name) : null
  await send(res, await page({ platform, call, links, now: Math.floor(Date.now() / 1000) }), fault)
}

const send = (res: Response, reply: Reply, fault: ReturnType<FaultScript['take']>): Promise<void> =>
  deliver(res, spoil(reply, fault), fault)

const bodyOf = (req: Request): string => (typeof req.body === 'string' ? req.body : '')

function readCall(req: Request, url: string): Call {
  const { pathname, searchParams } = new URL(req.originalUrl, url)
  const body = bodyOf(req)
  const isForm = req.get('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false
  return {
    method: req.method,
    path: pathname,
    query: searchParams,
    form: new URLSearchParams(isForm ? body : ''),
    body,
    header: name => req.get(name),
  }
}

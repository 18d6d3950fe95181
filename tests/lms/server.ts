/**
 * A small LMS on a real socket: Moodle-compatible web services and an LTI 1.3 platform over a made-up population.
 * Tests, benches and the demo run against it.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Request as ExpressRequest, type Response } from 'express'
import { CallLog } from './call-log.ts'
import type { Course } from './courses.ts'
import { FaultScript } from './faults.ts'
import { AccessTokens } from './lti/access-tokens.ts'
import type { DeepLink } from './lti/deep-linking.ts'
import { type Grade, Gradebook } from './lti/gradebook.ts'
import { KeyRing } from './lti/key-ring.ts'
import { LaunchDesk } from './lti/launch-desk.ts'
import type { Call, Platform } from './lti/platform.ts'
import { route } from './lti/routes.ts'
import { linkId, type Registration, type Tool, ToolRegistry, type ToolSettings } from './lti/tools.ts'
import { Population, type PopulationOptions } from './population.ts'
import { deliver, type Reply, spoil } from './reply.ts'
import { FUNCTIONS } from './ws/functions.ts'
import { parseForm } from './ws/params.ts'
import { answerCall } from './ws/server.ts'

export interface LmsOptions extends PopulationOptions {
  /** Default `127.0.0.1`. */
  host?: '127.0.0.1'
  /** 0 (default): any free port. */
  port?: number
  /** Name of the site. */
  title?: string
  /** Functions that the token may call; default all. */
  functions?: readonly string[]
}

/** Who is launched, and where: an account id, a username, or the first of a role; default course is the first one. */
export interface LaunchTarget {
  userId?: number | string
  username?: string
  role?: 'learner' | 'teacher' | 'administrator'
  courseId?: number
  /** Which tool; default the first registered one. */
  clientId?: string
}

export interface Lms {
  readonly url: string
  readonly issuer: string
  /** Token of the web service, the same for the same seed. */
  readonly token: string
  readonly population: Population
  readonly courses: readonly Course[]
  readonly faults: FaultScript
  readonly requests: CallLog
  /** Changes of the next launches' id_tokens and forms. */
  readonly launch: LaunchDesk
  readonly keys: KeyRing
  readonly accessTokens: AccessTokens
  registerTool(settings: ToolSettings): Registration
  /** All tools, pending ones of dynamic registration too. */
  tools(): readonly Tool[]
  /** An administrator activates a pending tool; `grades` changes the setting that registration leaves delegated. */
  activateTool(clientId: string, grades?: Tool['grades']): Registration
  /** A link to click: it begins the login initiation at the tool. */
  launchUrl(target: LaunchTarget): string
  /** The same for choosing content by deep linking. */
  deepLinkUrl(target: LaunchTarget): string
  /** The link by which an administrator begins dynamic registration at the tool's registration page. */
  registrationUrl(toolRegisterUrl: string): string
  grades(): readonly Grade[]
  deepLinks(): readonly DeepLink[]
  close(): Promise<void>
}

/** A launch was asked for that cannot be. */
export class LmsUseError extends Error {
  readonly code = 'lms_use'
  readonly status = 500
  readonly retryable = false
}

const BODY_LIMIT = '8mb'
/** Longer than any client keeps an idle connection, so that the LMS is never the one that hangs up. */
const KEEP_ALIVE_MS = 60_000

/** Starts the LMS; resolves when it listens. */
export async function startLms(options: LmsOptions = {}): Promise<Lms> {
  const population = new Population(options)
  const faults = new FaultScript()
  const requests = new CallLog()
  const app = express().disable('x-powered-by').set('etag', false)
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, app)
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', listening)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const platform = await buildPlatform(url, options, population)
  const token = `token-${[1, 2, 3, 4].map(k => population.number(61, k).toString(16).padStart(8, '0')).join('')}`
  const links: DeepLink[] = []

  app.use(express.text({ type: () => true, limit: BODY_LIMIT }))
  app.all('/webservice/rest/server.php', async (req, res) => {
    const { search } = new URL(req.originalUrl, url)
    const params = parseForm(`${search.slice(1)}&${bodyOf(req)}`)
    const name = typeof params.wsfunction === 'string' ? params.wsfunction : ''
    requests.add(name)
    const fault = faults.take(name)
    await send(res, answerCall(platform.site, token, params, fault), fault)
  })
  app.use(async (req, res) => {
    const call = readCall(req, url)
    const { name, page } = route(call.path)
    if (name !== 'page') requests.add(name)
    const fault = name === 'page' ? null : faults.take(name)
    await send(res, await page({ platform, call, links, now: Math.floor(Date.now() / 1000) }), fault)
  })

  const send = async (res: Response, reply: Reply, fault: ReturnType<FaultScript['take']>): Promise<void> =>
    deliver(res, spoil(reply, fault), fault)

  return {
    url,
    issuer: url,
    token,
    population,
    courses: population.courses,
    faults,
    requests,
    launch: platform.desk,
    keys: platform.keys,
    accessTokens: platform.tokens,
    registerTool: settings => registrationOf(platform, platform.tools.add(settings)),
    tools: () => platform.tools.all(),
    activateTool: (clientId, grades = 'always') => activate(platform, clientId, grades),
    launchUrl: target => {
      const { tool, userId, courseId } = resolve(platform, target)
      return `${url}/mod/lti/launch.php?id=${linkId(tool, courseId)}&as=${userId}`
    },
    deepLinkUrl: target => {
      const { tool, userId, courseId } = resolve(platform, target)
      return `${url}/mod/lti/contentitem.php?id=${tool.typeId}&course=${courseId}&as=${userId}`
    },
    registrationUrl: to => `${url}/mod/lti/startltiadvregistration.php?url=${encodeURIComponent(to)}`,
    grades: () => platform.gradebook.grades(),
    deepLinks: () => links,
    close: () =>
      new Promise(closed => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

async function buildPlatform(url: string, options: LmsOptions, population: Population): Promise<Platform> {
  const title = options.title ?? 'Педагогический университет: электронное обучение'
  return {
    url,
    title,
    population,
    site: { url, title, population, functions: options.functions ?? Object.keys(FUNCTIONS) },
    keys: await KeyRing.open(),
    tools: new ToolRegistry(population),
    desk: new LaunchDesk(),
    tokens: new AccessTokens(),
    gradebook: new Gradebook(),
  }
}

const bodyOf = (req: ExpressRequest): string => (typeof req.body === 'string' ? req.body : '')

function readCall(req: ExpressRequest, url: string): Call {
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

function registrationOf(platform: Platform, tool: Tool): Registration {
  const lti = `${platform.url}/mod/lti`
  const { clientId, deploymentId } = tool
  return {
    clientId,
    deploymentId,
    authUrl: `${lti}/auth.php`,
    tokenUrl: `${lti}/token.php`,
    jwksUrl: `${lti}/certs.php`,
  }
}

function activate(platform: Platform, clientId: string, grades: Tool['grades']): Registration {
  const tool = platform.tools.byClientId(clientId)
  if (!tool) throw new LmsUseError(`no tool ${clientId}`)
  Object.assign(tool, { active: true, grades })
  return registrationOf(platform, tool)
}

function resolve(platform: Platform, target: LaunchTarget): { tool: Tool; userId: number; courseId: number } {
  const tool = target.clientId ? platform.tools.byClientId(target.clientId) : platform.tools.all()[0]
  const person = platform.population.find(target)
  const courseId = target.courseId ?? platform.population.courses[0]?.id ?? 0
  if (!tool) throw new LmsUseError('no tool is registered')
  if (!person || !platform.population.course(courseId)) throw new LmsUseError('no such person or course')
  return { tool, userId: person.id, courseId }
}

/**
 * A small LMS on a real socket: Moodle-compatible web services and an LTI 1.3 platform over a made-up population.
 * Tests, benches and the demo run against it. See README.md beside this file.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CallLog } from './call-log.ts'
import type { Course } from './courses.ts'
import { FaultScript } from './faults.ts'
import { buildHttpApp, type HttpParts } from './http-app.ts'
import { AccessTokens } from './lti/access-tokens.ts'
import type { DeepLink } from './lti/deep-linking.ts'
import { type Grade, Gradebook } from './lti/gradebook.ts'
import { KeyRing } from './lti/key-ring.ts'
import { idToken } from './lti/launch.ts'
import { LaunchDesk } from './lti/launch-desk.ts'
import type { Platform } from './lti/platform.ts'
import { linkId, type Registration, type Tool, ToolRegistry, type ToolSettings } from './lti/tools.ts'
import type { Person } from './people.ts'
import { Population, type PopulationOptions } from './population.ts'
import { FUNCTIONS } from './ws/functions.ts'
import { BUNDLE } from './ws/server.ts'
import { IDENTITY_FIELDS, type Site } from './ws/site.ts'

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
  /** What the service account may and sees: `lacks` takes rights from it, the rest are settings of the site. */
  readonly site: Site
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
  /** The id_token of a launch without walking one; asked-for changes apply. */
  idToken(target: LaunchTarget, nonce: string): string
  /** Scores that tools posted, oldest first. */
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

/** Longer than any client keeps an idle connection, so that the LMS is never the one that hangs up. */
const KEEP_ALIVE_MS = 60_000

/** Starts the LMS; resolves when it listens. */
export async function startLms(options: LmsOptions = {}): Promise<Lms> {
  const keys = await KeyRing.open()
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS })
  await listen(server, options)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const population = new Population(options)
  const parts: HttpParts = {
    platform: buildPlatform(url, options, population, keys),
    token: tokenOf(population),
    faults: new FaultScript(),
    requests: new CallLog(),
    links: [],
  }
  server.on('request', buildHttpApp(parts))
  return buildLms(parts, server)
}

function listen(server: Server, { port = 0, host = '127.0.0.1' }: LmsOptions): Promise<void> {
  return new Promise((listening, failed) => {
    server.once('error', failed)
    server.listen(port, host, listening)
  })
}

const tokenOf = (population: Population): string =>
  `token-${[1, 2, 3, 4].map(k => population.number(61, k).toString(16).padStart(8, '0')).join('')}`

function buildLms(parts: HttpParts, server: Server): Lms {
  const { platform, token, faults, requests, links } = parts
  const { url, population } = platform
  return {
    url,
    issuer: url,
    token,
    population,
    courses: population.courses,
    faults,
    requests,
    site: platform.site,
    launch: platform.desk,
    keys: platform.keys,
    accessTokens: platform.tokens,
    registerTool: settings => registrationOf(platform, platform.tools.add(settings)),
    tools: () => platform.tools.all(),
    activateTool: (clientId, grades = 'always') => activate(platform, clientId, grades),
    launchUrl: target => launchUrl(platform, target),
    deepLinkUrl: target => deepLinkUrl(platform, target),
    registrationUrl: to => `${url}/mod/lti/startltiadvregistration.php?url=${encodeURIComponent(to)}`,
    idToken: (target, nonce) => directToken(platform, target, nonce),
    grades: () => platform.gradebook.grades(),
    deepLinks: () => links,
    close: () => close(server),
  }
}

function close(server: Server): Promise<void> {
  return new Promise(closed => {
    server.close(() => closed())
    server.closeAllConnections()
  })
}

function buildPlatform(url: string, options: LmsOptions, population: Population, keys: KeyRing): Platform {
  const title = options.title ?? 'Педагогический университет: электронное обучение'
  return {
    url,
    title,
    population,
    site: {
      url,
      title,
      population,
      functions: options.functions ?? [...Object.keys(FUNCTIONS), BUNDLE],
      lacks: new Set(),
      identityFields: IDENTITY_FIELDS,
    },
    keys,
    tools: new ToolRegistry(population),
    desk: new LaunchDesk(),
    tokens: new AccessTokens(),
    gradebook: new Gradebook(),
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

function launchUrl(platform: Platform, target: LaunchTarget): string {
  const { tool, person, courseId } = resolve(platform, target)
  return `${platform.url}/mod/lti/launch.php?id=${linkId(tool, courseId)}&as=${person.id}`
}

function deepLinkUrl(platform: Platform, target: LaunchTarget): string {
  const { tool, person, courseId } = resolve(platform, target)
  return `${platform.url}/mod/lti/contentitem.php?id=${tool.typeId}&course=${courseId}&as=${person.id}`
}

function directToken(platform: Platform, target: LaunchTarget, nonce: string): string {
  const launch = platform.desk.begin({ ...resolve(platform, target), message: 'LtiResourceLinkRequest' })
  return idToken(platform, launch, nonce, Math.floor(Date.now() / 1000))
}

function resolve(platform: Platform, target: LaunchTarget): { tool: Tool; person: Person; courseId: number } {
  const tool = target.clientId ? platform.tools.byClientId(target.clientId) : platform.tools.all()[0]
  const person = platform.population.find(target)
  const courseId = target.courseId ?? platform.population.courses[0]?.id ?? 0
  if (!tool) throw new LmsUseError('no tool is registered')
  if (!person || !platform.population.course(courseId)) throw new LmsUseError('no such person or course')
  return { tool, person, courseId }
}

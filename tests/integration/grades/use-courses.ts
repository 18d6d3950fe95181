/** A small LMS on a real socket, the stores on a real server, and the tool's background work between them. */
import { randomUUID } from 'node:crypto'
import jwt from 'jsonwebtoken'
import type { Credits } from '#credits/contract'
import { createEvents } from '#events/events'
import type { Subscriber } from '#events/types'
import { watchStores } from '#events/watch-stores'
import { createGrades } from '#grades/grades'
import type { RememberedLaunch } from '#grades/remember-grant'
import { parseEndpoints } from '#lti/launch/endpoints'
import { createLtiServices } from '#lti/services/services'
import { DEFAULT_LIMITS } from '#roster/diff-roster'
import { createRosters } from '#roster/rosters'
import type { PlatformRegistration } from '#store/ports/access'
import { grantId } from '#store/ports/grants'
import type { Stores } from '#store/ports/index'
import { deploymentKey, type Enrolment, ltiKey, type StoredProgramme } from '#store/ports/people'
import { anActor, useCredits, type World } from '#tests/integration/credits/use-credits'
import { startTinyTool, type TinyTool } from '#tests/integration/lms/tiny-tool'
import { unique } from '#tests/integration/store/use-stores'
import { type Lms, type LmsOptions, startLms } from '#tests/lms/server'

const CONTEXT = 'https://purl.imsglobal.org/spec/lti/claim/context'
const LINK = 'https://purl.imsglobal.org/spec/lti/claim/resource_link'

/** Everything that a process of ours is made of; another one is another process. */
export function buildProcess(
  stores: Stores,
  { world, lms, tool, waits }: Pick<Courses, 'world' | 'lms' | 'tool' | 'waits'>,
  more: { subscribers?: Subscriber[]; wrapServices?: <T extends object>(services: T) => T } = {},
) {
  const { now } = world.deps
  const watched = watchStores(stores, now)
  const services = createLtiServices({
    library: {
      async accessToken(platform, scopes) {
        const answer = await tool.token(lms, platform.clientId, scopes.join(' '))
        return { token: answer.access_token, scopes: [...scopes], expiresInSeconds: 3600 }
      },
    },
    allowPrivateAddresses: true,
    now,
    random: () => 0,
    sleep: async ms => void waits.push(ms),
  })
  const deps = {
    stores: watched,
    services: more.wrapServices?.(services) ?? services,
    now,
    newId: randomUUID,
  }
  const grades = createGrades(deps)
  return {
    stores: watched,
    services,
    grades,
    credits: world.creditsWith({ stores: watched }),
    rosters: createRosters({ ...deps, everyMinutes: 360, limits: DEFAULT_LIMITS }),
    events: createEvents({
      ...deps,
      subscribers: [grades.subscriber, ...(more.subscribers ?? [])],
      random: () => 0,
    }),
  }
}
export type Process = ReturnType<typeof buildProcess>

export interface Courses {
  world: World
  lms: Lms
  tool: TinyTool
  platform: PlatformRegistration
  deployment: string
  /** Waits that the service client took, ms; nobody waits really. */
  waits: number[]
  process: Process
  /** Registers the tool once more, as another platform registration. */
  register(grades: 'always' | 'delegated'): Promise<PlatformRegistration>
  launchOf(
    target: { userId?: number; role?: 'learner' | 'teacher'; courseId?: number },
    platform?: PlatformRegistration,
  ): RememberedLaunch
  programme(platform?: PlatformRegistration): Promise<StoredProgramme>
  /** Learner of the LMS with that id, in the course and in the programme. */
  enrol(programme: StoredProgramme, userId: number, platform?: PlatformRegistration): Promise<Enrolment>
  /** Entries of these modules, confirmed. @returns their ids */
  confirm(enrolment: Enrolment, moduleIds: string[], credits?: Credits): Promise<string[]>
  tick(process?: Process): Promise<void>
  /** A clock that only goes on. */
  later(minutes: number): void
  courseId: number
  grantId(platform?: PlatformRegistration, courseId?: number): string
}

export const everywhere = (roles: Parameters<typeof anActor>[0]) => anActor(roles, { scope: 'all' })

/** Call inside `describe`. */
export function useCourses(options: LmsOptions = { learners: 40 }): () => Courses {
  const world = useCredits()
  let lms: Lms
  let tool: TinyTool
  let platform: PlatformRegistration
  let minutes = 0
  const waits: number[] = []

  async function register(grades: 'always' | 'delegated'): Promise<PlatformRegistration> {
    const { deploymentId, ...registered } = lms.registerTool({ ...tool.settings, grades })
    const registration: PlatformRegistration = {
      id: unique('platform'),
      name: 'LMS',
      issuer: lms.issuer,
      ...registered,
      active: true,
      deployments: [{ id: deploymentId, approved: true, seenAt: '2026-01-01T00:00:00.000Z' }],
      createdAt: '2026-01-01T00:00:00.000Z',
    }
    await world().stores.platforms.create(registration)
    return registration
  }
  before(async () => {
    lms = await startLms(options)
    tool = await startTinyTool()
    platform = await register('always')
  })
  after(async () => {
    await lms.close()
    await tool.close()
  })
  beforeEach(() => {
    minutes = 0
    waits.length = 0
    lms.faults.clear()
    lms.requests.reset()
  })

  return () => {
    const courseId = lms.courses[0]?.id ?? 0
    const base = { world: world(), lms, tool, waits }
    const deploymentOf = (of: PlatformRegistration) =>
      deploymentKey(of.issuer, of.clientId, of.deployments[0]?.id ?? '')
    const own = buildProcess(base.world.stores, base)
    return {
      ...base,
      platform,
      courseId,
      deployment: deploymentOf(platform),
      process: own,
      register,
      launchOf: (target, at = platform) => launchOf(lms, at, target),
      programme: (at = platform) => base.world.programme({ deployments: [deploymentOf(at)] }),
      async enrol(programme, userId) {
        lms.population.setEnrolment(userId, courseId, 'active')
        return base.world.enrol(programme, { identity: ltiKey(lms.issuer, String(userId)) })
      },
      async confirm(enrolment, moduleIds, credits = own.credits) {
        const entries = await base.world.entries(enrolment, moduleIds)
        const entryIds = entries.map(entry => entry.id)
        await credits.confirmEntries(everywhere(['curator']), { entryIds })
        return entryIds
      },
      async tick(process = own) {
        await process.events.derive()
        await process.events.dispatch()
      },
      later(more) {
        minutes += more
        base.world.at(new Date(Date.parse('2026-11-22T09:00:00Z') + minutes * 60_000))
      },
      grantId: (at = platform, course = courseId) =>
        grantId(at.id, at.deployments[0]?.id ?? '', String(course)),
    }
  }
}

function launchOf(
  lms: Lms,
  platform: PlatformRegistration,
  target: { userId?: number; role?: 'learner' | 'teacher'; courseId?: number },
): RememberedLaunch {
  const token = lms.idToken({ clientId: platform.clientId, ...target }, 'nonce')
  const claims = jwt.decode(token) as Record<string, unknown>
  const context = claims[CONTEXT] as { id: string; title: string }
  return {
    issuer: platform.issuer,
    clientId: platform.clientId,
    deploymentId: platform.deployments[0]?.id ?? '',
    registrationId: platform.id,
    sub: String(claims.sub),
    roles: [target.role === 'teacher' ? 'curator' : 'learner'],
    context: { id: context.id, title: context.title },
    resourceLink: { id: (claims[LINK] as { id: string }).id },
    endpoints: parseEndpoints(claims),
    opens: {},
  }
}

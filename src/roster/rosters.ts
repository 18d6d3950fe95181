/** Rosters of courses (состав курсов) as jobs and pages use them. */
import type { Actor } from '#domain/access/actor'
import { reachesDeployments } from '#domain/access/reach'
import { demandAdministrator } from '#domain/access/rights'
import { ConflictError, NotFoundError } from '#domain/errors'
import { SCOPE } from '#lti/services/scopes'
import type { ServiceGrant } from '#store/ports/grants'
import type { Roster } from '#store/ports/roster'
import type { RosterDeps } from './deps.ts'
import { describeRoster, type RosterDescription } from './describe.ts'
import { isDue } from './due.ts'
import { type ReadingFacts, readRoster } from './read-roster.ts'

export interface Rosters {
  /** Reads every roster that is due, one after the other; after `signal`, ends with the one under way. */
  readDue(signal?: AbortSignal): Promise<ReadingFacts[]>
  /** Reads one now, whether or not it is due. @throws {NotFoundError} */
  read(actor: Actor, id: string): Promise<Roster>
  /** The last reading, with what is held and which accounts contradict each other; `null`: never read. */
  state(actor: Actor, id: string): Promise<Roster | null>
  /** The same with the names of those whom it is about; `null`: never read. */
  describe(actor: Actor, id: string): Promise<RosterDescription | null>
  /**
   * The people held as gone have gone.
   *
   * @param readAt the reading that the actor saw. @throws {ConflictError} if nothing is held, or it was read again since
   */
  acceptGone(actor: Actor, id: string, readAt?: string): Promise<Roster>
}

const PAGE = 100

export function createRosters(deps: RosterDeps): Rosters {
  const { grants, rosters, places } = deps.stores

  async function readDuePage(page: readonly ServiceGrant[], signal?: AbortSignal): Promise<ReadingFacts[]> {
    const readable = page.filter(grant => grant.nrps !== undefined && grant.scopes.includes(SCOPE.roster))
    const known = await rosters.byIds(readable.map(grant => grant.id))
    const read: ReadingFacts[] = []
    for (const grant of readable) {
      const roster = known.get(grant.id)
      if (signal?.aborted || !isDue(roster, deps.everyMinutes, deps.now())) continue
      read.push(await readRoster(deps, grant, roster ?? null))
    }
    return read
  }

  async function inScope(actor: Actor, id: string): Promise<ServiceGrant> {
    demandAdministrator(actor)
    const grant = await grants.byId(id)
    if (!grant || !reachesDeployments(actor, [grant.deployment])) throw new NotFoundError('no such course')
    return grant
  }

  return {
    async readDue(signal) {
      const read: ReadingFacts[] = []
      let after: string | undefined
      do {
        const page = await grants.list({ ...(after !== undefined && { after }), limit: PAGE })
        read.push(...(await readDuePage(page, signal)))
        after = page.length < PAGE ? undefined : page.at(-1)?.id
      } while (after !== undefined && !signal?.aborted)
      return read
    },
    async read(actor, id) {
      const grant = await inScope(actor, id)
      await readRoster(deps, grant, await rosters.byId(id))
      const roster = await rosters.byId(id)
      if (!roster) throw new NotFoundError('the course has no roster')
      return roster
    },
    async state(actor, id) {
      await inScope(actor, id)
      return rosters.byId(id)
    },
    async describe(actor, id) {
      await inScope(actor, id)
      const roster = await rosters.byId(id)
      return roster && describeRoster(deps, roster)
    },
    async acceptGone(actor, id, readAt) {
      await inScope(actor, id)
      const roster = await rosters.byId(id)
      if (!roster?.held) throw acceptedMeanwhile(roster)
      if (readAt !== undefined && readAt !== roster.readAt) throw new ConflictError('it was read again')
      const at = deps.now().toISOString()
      await places.setGone(roster.held.gone, at)
      const accepted = { by: actor.personId, byName: actor.name, at }
      if (!(await rosters.accept(id, roster.readAt, accepted)))
        throw acceptedMeanwhile(await rosters.byId(id))
      const { held: _, ...rest } = roster
      return { ...rest, status: 'read', accepted }
    },
  }
}

/** Nothing is held any more: whoever said so, if it was said since names are kept. */
function acceptedMeanwhile(now: Roster | null): ConflictError {
  const { accepted, readAt = '' } = now ?? {}
  const isOfReading = accepted !== undefined && accepted.at >= readAt
  const meanwhile = isOfReading
    ? {
        by: accepted.by,
        byName: accepted.byName,
        at: accepted.at,
        action: 'roster-accepted',
        differences: [],
      }
    : undefined
  return new ConflictError('nothing is held', {}, { meanwhile })
}

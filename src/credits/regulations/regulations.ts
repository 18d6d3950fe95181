import type { Actor } from '#domain/access/actor'
import { type AppError, ConflictError, ForbiddenError, NotFoundError, RemovedError } from '#domain/errors'
import { InvalidRegulationError, parseRegulation } from '#domain/regulations/file'
import { isSameVersion, type Regulation } from '#domain/regulations/regulation'
import type { StoredProgramme } from '#store/ports/people'
import type { OwnRegulation } from '#store/ports/regulations'
import { removedBy } from '#store/ports/removals'
import { actAs, reaches } from '../access.ts'
import { todayOf } from '../books/load-books.ts'
import { recomputeProgrammes } from '../books/recompute.ts'
import type { CreditsDeps } from '../deps.ts'
import type { GrowingCatalogue, RegulationCheck, Regulations, TakeRefusal } from './contract.ts'
import { RegulationInUseError } from './errors.ts'

export interface RegulationsDeps extends CreditsDeps {
  regulations: GrowingCatalogue
}

export function createRegulations(deps: RegulationsDeps): Regulations {
  const { stores, regulations } = deps

  async function check(actor: Actor, text: string): Promise<RegulationCheck> {
    const administrator = actAs(actor, 'administrator', 'system')
    const read = readText(text)
    if (!read.regulation) return { ...read, refusal: null, programmes: [] }
    const judged = await judgedBy(deps, read.regulation.id)
    const seen = judged.filter(programme => reaches(administrator, programme))
    const refusal = refusalOf(deps, read.regulation, seen.length < judged.length)
    return { ...read, refusal, programmes: seen.map(({ title }) => title) }
  }

  return {
    check,
    async take(actor, text) {
      const { regulation, faults, refusal } = await check(actor, text)
      if (!regulation) throw new InvalidRegulationError(faults)
      if (refusal === 'others-judged') throw othersJudged()
      if (refusal === 'day-taken') throw new ConflictError('another version begins on that day')
      const { id, version } = regulation
      const own = { id: `${id}|${version}`, regulationId: id, version, text, validFrom: regulation.validFrom }
      const by = { by: actor.personId, byName: actor.name, at: deps.now().toISOString() }
      if (refusal === 'version-exists' || !(await stores.regulations.add({ ...own, ...by })))
        throw versionExists((await stores.regulations.all()).find(each => each.id === own.id))
      await regulations.refresh()
      await recomputeJudged(deps, id)
      return regulation
    },
    async taken(actor) {
      actAs(actor, 'administrator', 'system')
      return (await stores.regulations.all()).map(({ text: _, ...rest }) => rest).reverse()
    },
    async withdraw(actor, { id, version }) {
      const administrator = actAs(actor, 'administrator', 'system')
      const own = (await stores.regulations.all()).find(each => each.id === `${id}|${version}`)
      if (!own) throw await whyGone(deps, `${id}|${version}`)
      const judged = await judgedBy(deps, id)
      if (judged.some(programme => !reaches(administrator, programme))) throw othersJudged()
      if (judged.length > 0 && own.validFrom <= todayOf(deps))
        throw new RegulationInUseError('books are judged by it: take up a later version instead')
      const { personId: by, name: byName } = administrator
      await stores.removals.note({ kind: 'regulation', id: own.id, by, byName, at: deps.now().toISOString() })
      await stores.regulations.remove(own.id)
      await regulations.refresh()
    },
  }
}

function readText(text: string): Pick<RegulationCheck, 'faults' | 'regulation'> {
  try {
    return { faults: [], regulation: parseRegulation(text).regulation }
  } catch (error) {
    if (error instanceof InvalidRegulationError) return { faults: error.faults, regulation: null }
    throw error
  }
}

async function judgedBy({ stores }: RegulationsDeps, id: string): Promise<StoredProgramme[]> {
  return (await stores.programmes.all()).filter(({ regulation }) => regulation === id)
}

function refusalOf({ regulations }: RegulationsDeps, next: Regulation, others: boolean): TakeRefusal | null {
  const there = regulations.all().filter(one => isSameVersion(one, next))
  if (there.some(({ version }) => version === next.version)) return 'version-exists'
  return there.length > 0 ? 'day-taken' : others ? 'others-judged' : null
}

function versionExists(taken: OwnRegulation | undefined): ConflictError {
  const meanwhile = taken && { ...{ by: taken.by, byName: taken.byName, at: taken.at }, differences: [] }
  return new ConflictError('there is such a version', {}, { meanwhile })
}

/** Somebody withdrew the version, or it never was. */
async function whyGone({ stores }: RegulationsDeps, id: string): Promise<AppError> {
  const removed = await stores.removals.find('regulation', id)
  return removed
    ? new RemovedError('the version was withdrawn', {}, { meanwhile: removedBy(removed) })
    : new NotFoundError('no such version was taken up')
}

const othersJudged = () =>
  new ForbiddenError('programmes of another organisation are judged by it', { roles: 'system' })

async function recomputeJudged(deps: RegulationsDeps, id: string): Promise<void> {
  const judged = await judgedBy(deps, id)
  await recomputeProgrammes(
    deps,
    judged.map(programme => programme.id),
  )
}

/** Programmes are kept by administrators, each within the deployments that their roles reach. */
import type { Actor } from '#domain/actor'
import { InvalidInputError, NotFoundError } from '#domain/errors'
import { formatHours } from '#domain/hours'
import type { Regulation } from '#domain/regulation'
import type { StoredProgramme } from '#store/ports/people'
import { actAs, reaches } from '../access.ts'
import { todayOf } from '../books/load-books.ts'
import { recomputeProgrammes } from '../books/recompute.ts'
import type { Credits, NewProgramme } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'

type Issue = { path: string; message: string }

/**
 * Creates or replaces.
 *
 * @throws {NotFoundError} for a programme out of scope, or a regulation that there is not
 * @throws {InvalidInputError} naming each field: modules twice, hours out of the regulation's range, deployments out of scope
 */
export function saveProgramme(deps: CreditsDeps): Credits['saveProgramme'] {
  const { programmes } = deps.stores

  return async (actor, input) => {
    const administrator = actAs(actor, 'administrator', 'system')
    const there = await programmes.byId(input.id)
    if (there && !reaches(administrator, there)) throw new NotFoundError('no such programme')
    const regulation = deps.regulations.inForce(input.regulation, todayOf(deps))
    const issues = [
      ...blankFields(input),
      ...moduleIssues(input, regulation),
      ...deploymentIssues(administrator, input, there),
    ]
    if (issues.length > 0) throw new InvalidInputError('the programme does not hold', issues)
    const writing = there?.writing ?? input.writing
    const programme = {
      ...input,
      ...(writing && { writing }),
      createdAt: there?.createdAt ?? deps.now().toISOString(),
    }
    await programmes.save(programme)
    if (there) await recomputeProgrammes(deps, [programme.id])
    return programme
  }
}

function blankFields({ id, title }: NewProgramme): Issue[] {
  return Object.entries({ id, title }).flatMap(([path, value]) =>
    value.trim() ? [] : [{ path, message: 'must not be empty' }],
  )
}

/** Each module once, its hours within the regulation (ТГПУ п. 2.3: 8–68). */
function moduleIssues({ modules }: NewProgramme, { moduleSize }: Regulation): Issue[] {
  const seen = new Set<string>()
  return modules.flatMap(({ id, hours }, i) => {
    const twice = seen.has(id) ? [{ path: `modules.${i}.id`, message: `${id} stands twice` }] : []
    seen.add(id)
    if (!moduleSize || (hours >= moduleSize.min && hours <= moduleSize.max)) return twice
    const range = `${formatHours(moduleSize.min)} to ${formatHours(moduleSize.max)} h (${moduleSize.clause})`
    return [...twice, { path: `modules.${i}.hours`, message: `${formatHours(hours)} h; ${range}` }]
  })
}

/** Nobody gives, or takes, what their scope does not reach; and nobody makes what they then could not see. */
function deploymentIssues(actor: Actor, input: NewProgramme, there: StoredProgramme | null): Issue[] {
  const { scope } = actor
  if (scope === 'all') return []
  const before = there?.deployments ?? []
  const changed = [
    ...input.deployments.filter(each => !before.includes(each)),
    ...before.filter(each => !input.deployments.includes(each)),
  ]
  const foreign = changed.some(each => !scope.includes(each))
  return foreign || !reaches(actor, input)
    ? [{ path: 'deployments', message: 'only deployments of your own scope, and at least one of them' }]
    : []
}

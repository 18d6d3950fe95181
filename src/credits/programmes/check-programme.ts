/** What a programme has to hold before it is saved, field by field. */
import type { Actor } from '#domain/access/actor'
import type { ProgrammeDecisions } from '#domain/books/book'
import { InvalidInputError, NotFoundError } from '#domain/errors'
import { formatHours } from '#domain/hours'
import type { Regulation } from '#domain/regulations/regulation'
import { nextVersion, type StoredProgramme } from '#store/ports/people'
import { actAs, reaches } from '../access.ts'
import { todayOf } from '../books/load-books.ts'
import type { NewProgramme } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { changedMeanwhile } from './met.ts'

type Issue = { path: string; message: string }

export interface CheckedProgramme {
  /** As it was read; `null`: a new one. */
  there: StoredProgramme | null
  next: StoredProgramme
}

/**
 * The next version of a programme, if it holds.
 *
 * @throws {NotFoundError} for a programme out of scope, or a regulation that there is not
 * @throws {ConflictError} if somebody changed it since `basedOn`
 * @throws {InvalidInputError} naming each field: modules twice, hours out of the regulation's range, deployments out of scope
 */
export async function checkProgramme(
  deps: CreditsDeps,
  actor: Actor,
  { basedOn, ...input }: NewProgramme,
): Promise<CheckedProgramme> {
  const administrator = actAs(actor, 'administrator', 'system')
  const there = await deps.stores.programmes.byId(input.id)
  if (there && basedOn === 0) throw refused([{ path: 'id', message: 'another programme has this id' }])
  if (there && !reaches(administrator, there)) throw new NotFoundError('no such programme')
  if (there && basedOn !== undefined && basedOn !== (there.version ?? 1))
    throw await changedMeanwhile(deps, input.id, basedOn)
  const issues = [
    ...blankFields(input),
    ...moduleIssues(input, deps.regulations.inForce(input.regulation, todayOf(deps))),
    ...decisionIssues(input.decisions),
    ...deploymentIssues(administrator, input, there),
  ]
  if (issues.length > 0) throw refused(issues)
  const writing = there?.writing ?? input.writing
  const at = deps.now().toISOString()
  const next = { ...input, ...(writing && { writing }), createdAt: there?.createdAt ?? at }
  return { there, next: nextVersion(next, there, administrator, at) }
}

const refused = (issues: Issue[]) => new InvalidInputError('the programme does not hold', issues)

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

/** Whoever lets a document be issued early says who decided it and why. */
function decisionIssues({ allowEarlyIssue }: ProgrammeDecisions = {}): Issue[] {
  if (!allowEarlyIssue) return []
  return (['by', 'reason'] as const).flatMap(field =>
    allowEarlyIssue[field].trim()
      ? []
      : [{ path: `decisions.allowEarlyIssue.${field}`, message: 'must not be empty' }],
  )
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

/** Learners of the actor's programmes, each with the total computed now; only the narrowing trusts the cached one. */
import { NotFoundError } from '#domain/errors'
import { actAs, reachableProgrammes, STAFF } from '../access.ts'
import { loadBooks } from '../books/load-books.ts'
import { personOrId } from '../books/views.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'

const PAGE = 50
const MOST_ROWS = 200

export function listLearners(deps: CreditsDeps): Credits['listLearners'] {
  const { stores } = deps

  return async (actor, { programmeId, eligible, after, limit = PAGE }) => {
    const reachable = (await reachableProgrammes(stores, actAs(actor, ...STAFF))).map(({ id }) => id)
    if (programmeId !== undefined && !reachable.includes(programmeId))
      throw new NotFoundError('no such programme')
    const size = Math.min(Math.max(limit, 1), MOST_ROWS)
    const enrolments = await stores.enrolments.listByProgramme({
      programmeIds: programmeId === undefined ? reachable : [programmeId],
      ...(eligible !== undefined && { eligible }),
      ...(after !== undefined && { after }),
      limit: size,
    })
    const [books, people] = await Promise.all([
      loadBooks(deps, enrolments),
      stores.people.byIds(enrolments.map(enrolment => enrolment.learnerId)),
    ])
    const rows = books.map(({ enrolment, programme, progress, certificate }) => ({
      enrolment,
      learner: personOrId(people, enrolment.learnerId),
      programme: { id: programme.id, title: programme.title },
      progress,
      certificate,
    }))
    return { rows, next: enrolments.length < size ? null : (enrolments.at(-1)?.id ?? null) }
  }
}

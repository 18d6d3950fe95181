/** Learners of the actor's programmes, and those for whom they were appointed, each with the total computed now; only the narrowing trusts the cached one. */
import { NotFoundError } from '#domain/errors'
import type { Enrolment } from '#store/ports/people'
import { STAFF } from '../access.ts'
import { loadBooks } from '../books/load-books.ts'
import { personOrId } from '../books/views.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { type Duties, dutiesOf, overseen } from '../writing/duties.ts'

const PAGE = 50
const MOST_ROWS = 200

export function listLearners(deps: CreditsDeps): Credits['listLearners'] {
  const { stores } = deps

  return async (actor, { programmeId, eligible, after, limit = PAGE }) => {
    const duties = await dutiesOf(deps, actor, STAFF)
    const ids = duties.programmes.map(({ id }) => id)
    if (programmeId !== undefined && !ids.includes(programmeId)) throw new NotFoundError('no such programme')
    const { enrolments, next } = await readOverseen(deps, duties, {
      programmeIds: programmeId === undefined ? ids : [programmeId],
      ...(eligible !== undefined && { eligible }),
      ...(after !== undefined && { after }),
      limit: Math.min(Math.max(limit, 1), MOST_ROWS),
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
    return { rows, next }
  }
}

const READ_AT_ONCE = 200
/** Enrolments looked through for one page; the rest follow by `next`. */
const MOST_READ = 2_000

async function readOverseen(
  deps: CreditsDeps,
  duties: Duties,
  { after, limit, ...q }: { programmeIds: string[]; eligible?: boolean; after?: string; limit: number },
): Promise<{ enrolments: Enrolment[]; next: string | null }> {
  const { stores } = deps
  const atOnce = duties.isWhole ? limit : READ_AT_ONCE
  const enrolments: Enrolment[] = []
  let cursor = after
  for (let read = 0; read < MOST_READ; read += atOnce) {
    const at = cursor === undefined ? {} : { after: cursor }
    const page = await stores.enrolments.listByProgramme({ ...q, ...at, limit: atOnce })
    for (const enrolment of await overseen(deps, duties, page)) {
      enrolments.push(enrolment)
      if (enrolments.length === limit) return { enrolments, next: enrolment.id }
    }
    cursor = page.at(-1)?.id
    if (page.length < atOnce) return { enrolments, next: null }
  }
  return { enrolments, next: cursor ?? null }
}

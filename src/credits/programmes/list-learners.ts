/** Learners of the actor's programmes, and those for whom they were appointed, each with the total computed now; only the narrowing trusts the cached one. */
import { NotFoundError } from '#domain/errors'
import { fullName } from '#domain/names/full-name'
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

  return async (actor, { programmeId, eligible, family = '', after, limit = PAGE }) => {
    const duties = await dutiesOf(deps, actor, STAFF)
    const ids = duties.programmes.map(({ id }) => id)
    if (programmeId !== undefined && !ids.includes(programmeId)) throw new NotFoundError('no such programme')
    const programmeIds = programmeId === undefined ? ids : [programmeId]
    const narrowed = { programmeIds, ...(eligible !== undefined && { eligible }) }
    const asked = { ...narrowed, limit: Math.min(Math.max(limit, 1), MOST_ROWS) }
    const { enrolments, next } =
      family.trim() === ''
        ? await readOverseen(deps, duties, { ...asked, ...(after !== undefined && { after }) })
        : { enrolments: await readNamed(deps, duties, { ...asked, family: family.trim() }), next: null }
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

const LEAST_LETTERS = 2
/** People of one beginning who are looked at: others may have the same name in programmes that the actor does not reach. */
const MOST_NAMED = 1_000

const collator = new Intl.Collator('ru')

interface Narrowed {
  programmeIds: string[]
  eligible?: boolean
  limit: number
}

/** By name; too few letters find nobody. */
async function readNamed(
  { stores, ...deps }: CreditsDeps,
  duties: Duties,
  { programmeIds, eligible, family, limit }: Narrowed & { family: string },
): Promise<Enrolment[]> {
  if (family.length < LEAST_LETTERS) return []
  const found = await stores.people.search(family, MOST_NAMED)
  const names = new Map(found.map(person => [person.id, fullName(person)]))
  const nameOf = ({ learnerId }: Enrolment): string => names.get(learnerId) ?? ''
  const theirs = (await stores.enrolments.byLearners([...names.keys()])).filter(
    ({ programmeId, summary }) =>
      programmeIds.includes(programmeId) &&
      (eligible ?? summary?.eligible ?? false) === (summary?.eligible ?? false),
  )
  const seen = await overseen({ stores, ...deps }, duties, theirs)
  return seen.sort((a, b) => collator.compare(nameOf(a), nameOf(b))).slice(0, limit)
}

const READ_AT_ONCE = 200
/** Enrolments looked through for one page; the rest follow by `next`. */
const MOST_READ = 2_000

async function readOverseen(
  deps: CreditsDeps,
  duties: Duties,
  { after, limit, ...q }: Narrowed & { after?: string },
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

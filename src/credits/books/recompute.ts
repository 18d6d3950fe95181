/** The cached summaries of books, for lists only: never truth, always to be computed again. */
import type { Progress } from '#domain/progress'
import type { Enrolment } from '#store/ports/people'
import { actAs } from '../access.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { type BookKey, bookKey } from './by-book.ts'
import { type LoadedBook, loadForSummaries } from './load-books.ts'

type Summary = NonNullable<Enrolment['summary']>

/** Books evaluated at a time: memory does not grow with their number. */
const CHUNK = 200

/**
 * Every book of these programmes, page by page: after a programme changed, and once a day, because a term passes without
 * anybody doing anything.
 *
 * @returns how many books were looked at
 */
export async function recomputeProgrammes(deps: CreditsDeps, programmeIds: string[]): Promise<number> {
  let books = 0
  for (const programmeId of programmeIds) {
    let after: string | undefined
    do {
      const page = await deps.stores.enrolments.listByProgramme({
        programmeIds: [programmeId],
        ...(after !== undefined && { after }),
        limit: CHUNK,
      })
      await recompute(deps)(page)
      books += page.length
      after = page.length < CHUNK ? undefined : page.at(-1)?.id
    } while (after !== undefined)
  }
  return books
}

/** All books of the installation. */
export function recomputeAll(deps: CreditsDeps): Credits['recomputeAll'] {
  return async actor => {
    actAs(actor, 'system')
    const programmes = await deps.stores.programmes.all()
    return recomputeProgrammes(
      deps,
      programmes.map(programme => programme.id),
    )
  }
}

/** Writes only what changed; books of people who are not enrolled are left out. */
export function recompute(deps: CreditsDeps): Credits['recompute'] {
  const { enrolments } = deps.stores

  return async books => {
    const keys = [...new Map(books.map(book => [bookKey(book), book])).values()]
    for (let i = 0; i < keys.length; i += CHUNK) await recomputeChunk(keys.slice(i, i + CHUNK))
  }

  async function recomputeChunk(keys: BookKey[]): Promise<void> {
    const loaded = await loadForSummaries(deps, keys)
    const at = deps.now().toISOString()
    const changed = loaded.filter(isNews)
    await enrolments.saveSummaries(
      changed.map(({ enrolment, progress }) => ({ id: enrolment.id, summary: summaryOf(progress, at) })),
    )
  }
}

function summaryOf({ hours, eligible }: Progress, at: string): Summary {
  return { counted: hours.counted, pending: hours.pending, required: hours.required, eligible, at }
}

function isNews({ enrolment: { summary }, progress }: LoadedBook): boolean {
  if (!summary) return true
  const now = summaryOf(progress, summary.at)
  return (['counted', 'pending', 'required', 'eligible'] as const).some(
    field => now[field] !== summary[field],
  )
}

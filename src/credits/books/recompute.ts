/** The cached summaries of books, for lists only: never truth, always to be computed again. */
import { uniqueBooks } from '#domain/book-key'
import type { Progress } from '#domain/progress'
import type { Enrolment } from '#store/ports/people'
import type { ReadBook } from '#store/ports/read-book'
import { actAs } from '../access.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
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

/** Books may change under us a few times; the daily pass mends what a busier one leaves. */
const ATTEMPTS = 5

/** Writes only what changed; books of people who are not enrolled are left out. */
export function recompute(deps: CreditsDeps): Credits['recompute'] {
  return async books => {
    const unique = uniqueBooks(books)
    for (let i = 0; i < unique.length; i += CHUNK) await recomputeChunk(unique.slice(i, i + CHUNK))
  }

  async function recomputeChunk(books: readonly ReadBook[]): Promise<void> {
    if (await saveAll(await loadForSummaries(deps, books))) return
    const keys = books.map(({ learnerId, programmeId }) => ({ learnerId, programmeId }))
    for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
      if (await saveAll(await loadForSummaries(deps, keys))) return
    }
  }

  /** @returns whether nobody was faster with any of them */
  async function saveAll(loaded: readonly LoadedBook[]): Promise<boolean> {
    const at = deps.now().toISOString()
    const news = loaded.filter(isNews).map(({ enrolment: { id, summary }, progress }) => ({
      id,
      summary: summaryOf(progress, at),
      was: summary?.at ?? null,
    }))
    return (await deps.stores.enrolments.saveSummaries(news)) === news.length
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

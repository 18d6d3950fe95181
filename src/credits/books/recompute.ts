/** The cached summaries of books, for lists only: never truth, always to be computed again. */
import { uniqueBooks } from '#domain/books/book-key'
import type { Progress } from '#domain/books/progress'
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
 * anybody doing anything. Only what changed is written.
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
      await recomputeBooks(deps, page, isNews)
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

/**
 * After a change of these books; those of people who are not enrolled are left out. Written even where the total stays: who
 * read a book before this change and saves it later has to see that it changed.
 */
export function recompute(deps: CreditsDeps): Credits['recompute'] {
  return books => recomputeBooks(deps, books, () => true)
}

async function recomputeBooks(
  deps: CreditsDeps,
  books: readonly ReadBook[],
  isSaved: IsSaved,
): Promise<void> {
  const unique = uniqueBooks(books)
  for (let i = 0; i < unique.length; i += CHUNK) {
    const chunk = unique.slice(i, i + CHUNK)
    if (await saveAll(deps, await loadForSummaries(deps, chunk), isSaved)) continue
    const keys = chunk.map(({ learnerId, programmeId }) => ({ learnerId, programmeId }))
    for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
      if (await saveAll(deps, await loadForSummaries(deps, keys), isSaved)) break
    }
  }
}

type IsSaved = (book: LoadedBook) => boolean

/** @returns whether nobody was faster with any of them */
async function saveAll(deps: CreditsDeps, loaded: readonly LoadedBook[], isSaved: IsSaved): Promise<boolean> {
  const at = deps.now().toISOString()
  const summaries = loaded.filter(isSaved).map(({ enrolment: { id, summary }, progress }) => ({
    id,
    summary: summaryOf(progress, at),
    was: summary?.at ?? null,
  }))
  return (await deps.stores.enrolments.saveSummaries(summaries)) === summaries.length
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

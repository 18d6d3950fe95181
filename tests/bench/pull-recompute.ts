/** Recomputes summaries as the use case does: books of a page by two reads, one write. */
import { bookEntryOf } from '#domain/book-entry'
import { evaluate } from '#domain/evaluate'
import { loadRegulations } from '#src/regulations'
import type { Stores } from '#store/ports/index'
import type { Recompute } from '#sync/page-context'
import { groupBy } from '#sync/world'

export function benchRecompute(stores: Stores): Recompute {
  const regulation = loadRegulations(null).get('tspu')
  return async books => {
    const ids = [...new Set(books.map(book => book.learnerId))]
    const [enrolments, entries, programmes] = await Promise.all([
      stores.enrolments.byLearners(ids),
      stores.entries.ofBooks(books),
      stores.programmes.byIds([...new Set(books.map(book => book.programmeId))]),
    ])
    const byLearner = groupBy(entries, entry => entry.learnerId)
    const items = enrolments.flatMap(({ id, learnerId, programmeId, enrolledOn, facts }) => {
      const programme = programmes.get(programmeId)
      if (!programme) return []
      const own = (byLearner.get(learnerId) ?? []).map(e => bookEntryOf(e, { dateOf: at => at.slice(0, 10) }))
      const book = { regulation: 'tspu', enrolledOn, programme, entries: own, facts }
      const { hours, eligible } = evaluate(book, regulation, '2026-05-20')
      const { counted, pending, required } = hours
      return [{ id, summary: { counted, pending, required, eligible, at: new Date().toISOString() } }]
    })
    await stores.enrolments.saveSummaries(items)
  }
}

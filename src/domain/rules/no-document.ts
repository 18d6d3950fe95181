import type { BookEntry } from '../books/book.ts'
import { searchKey } from '../names/search-key.ts'
import { isSelfEducation, type Regulation } from '../regulations/regulation.ts'
import { eachEntry, type Objection } from './line.ts'

/** Papers of self-education that the entry does not list (Тюмень п. 1.3: экспертное заключение и согласование). */
function missingPapers(entry: BookEntry, regulation: Regulation): Objection {
  const rule = regulation.selfEducation
  if (!rule || !isSelfEducation(regulation, entry)) return undefined
  if (entry.papers === undefined && rule.papersListed === 'if-given') return undefined
  const missing = rule.papers.filter(paper => !entry.papers?.includes(paper.id))
  if (missing.length === 0) return undefined
  return {
    facts: {
      papersRu: missing.map(paper => paper.title.ru).join(', '),
      papersEn: missing.map(paper => paper.title.en).join(', '),
    },
    clause: rule.clause,
  }
}

/** Whether the document is of a kind that the regulation names; «и др.» (`others`) lets any pass. */
function isNamed(document: string, rule: NonNullable<Regulation['entryDocument']>): boolean {
  const text = searchKey(document)
  return (
    rule.others || rule.kinds.flatMap(({ ru, en }) => [ru, en]).some(kind => text.includes(searchKey(kind)))
  )
}

/** Every entry needs a supporting document, where the regulation asks for one (Тюмень пп. 1.3, 4.3). */
export const noDocument = eachEntry('no-document', ({ entry, regulation }) => {
  const rule = regulation.entryDocument
  const document = entry.document?.trim() ?? ''
  if (rule && !document) return {}
  if (rule && !isNamed(document, rule)) {
    const [ru, en] = [rule.kinds.map(one => one.ru), rule.kinds.map(one => one.en)]
    return { facts: { document, kindsRu: ru.join(', '), kindsEn: en.join(', ') } }
  }
  return missingPapers(entry, regulation)
})

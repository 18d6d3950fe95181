import { listYearOf } from '../regulations/regulation.ts'
import { eachEntry } from './line.ts'

/** The event stands in the list approved for its year, where the regulation has one (Тюмень пп. 1.3, 5.1). */
export const notInList = eachEntry('not-in-list', ({ entry, module, regulation }) => {
  const list = regulation.yearlyList
  if (!list) return undefined
  const year = listYearOf(list, entry.date)
  if (module?.listYear === year) return undefined
  return { facts: { year: String(year), bodyRu: list.decidedBy.ru, bodyEn: list.decidedBy.en } }
})

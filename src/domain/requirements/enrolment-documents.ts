import type { Judge } from './requirement.ts'

/** ТГПУ п. 3.4: the enrolment pack is complete, as the curator recorded it. */
export const enrolmentDocuments: Judge = ({ book, regulation }) => {
  const has = book.facts.enrolmentDocuments ?? 'incomplete'
  const documents = regulation.enrolment?.documents.filter(document => !document.ifNeeded) ?? []
  return {
    met: has === 'complete',
    asks: 'complete',
    has,
    facts: {
      documentsRu: documents.map(document => document.title.ru).join(', '),
      documentsEn: documents.map(document => document.title.en).join(', '),
    },
  }
}

import type { EnrolmentDocument } from '../regulations/regulation.ts'
import type { Judge } from './requirement.ts'

/** ТГПУ п. 3.4: the enrolment pack is complete, as the curator recorded it. */
export const enrolmentDocuments: Judge = ({ book, regulation }) => {
  const { enrolmentDocuments: has = 'incomplete', missingDocuments = [] } = book.facts
  const documents = regulation.enrolment?.documents ?? []
  const missing = documents.filter(({ id }) => missingDocuments.includes(id))
  return {
    met: has === 'complete',
    asks: 'complete',
    has,
    facts: {
      ...titles(
        'documents',
        documents.filter(({ ifNeeded }) => !ifNeeded),
      ),
      ...(missing.length > 0 && titles('missing', missing)),
    },
  }
}

const titles = (name: 'documents' | 'missing', documents: readonly EnrolmentDocument[]) => ({
  [`${name}Ru`]: documents.map(({ title }) => title.ru).join(', '),
  [`${name}En`]: documents.map(({ title }) => title.en).join(', '),
})

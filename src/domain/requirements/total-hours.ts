import { formatHours, subtractHours, sumHours } from '../hours.ts'
import { requiredHours } from '../regulations/regulation.ts'
import type { Judge } from './requirement.ts'

/**
 * ТГПУ п. 2.6: at least so many hours in all; Грозный п. 2.11: the whole programme. A programme that plans nothing asks for
 * nothing, and is not met: there is nothing to issue a document for.
 */
export const totalHours: Judge = ({ book, regulation, counted, ifConfirmed }) => {
  const asks = requiredHours(regulation, book.programme)
  const soon = sumHours(ifConfirmed.map(line => line.counted))
  return {
    met: counted >= asks && (asks > 0 || counted > 0),
    asks: formatHours(asks),
    has: formatHours(counted),
    facts: {
      missing: formatHours(subtractHours(asks, counted)),
      ...(counted < asks && soon >= asks && { waitsOnly: 'yes' }),
    },
  }
}

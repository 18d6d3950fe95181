import { formatHours, subtractHours, zeroHours } from '../hours.ts'
import type { Judge } from './requirement.ts'

/** ТГПУ п. 2.6: at least so many hours in all. */
export const totalHours: Judge = ({ regulation, counted }) => {
  const asks = regulation.totalHours?.hours ?? zeroHours
  return {
    met: counted >= asks,
    asks: formatHours(asks),
    has: formatHours(counted),
    facts: { missing: formatHours(subtractHours(asks, counted)) },
  }
}

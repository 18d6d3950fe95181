import { formatHours } from '../hours.ts'
import { eachEntry } from './line.ts'

/** A module has from so many to so many hours (ТГПУ п. 2.3: 8–68); outside, none of it counts: nothing is clipped. */
export const moduleSize = eachEntry('module-size', ({ entry, module, regulation }) => {
  const size = regulation.moduleSize
  if (!size) return undefined
  const wrong = [entry.hours, module?.hours ?? entry.hours].find(
    hours => hours < size.min || hours > size.max,
  )
  if (wrong === undefined) return undefined
  return { facts: { hours: formatHours(wrong), min: formatHours(size.min), max: formatHours(size.max) } }
})

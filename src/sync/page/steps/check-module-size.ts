import { formatHours, type Hours } from '#domain/hours'
import type { Regulation } from '#domain/regulations/regulation'
import type { StoredModule } from '#store/ports/people'
import { fact, type Refusal, refuse } from './refusal.ts'

/** From so many to so many hours, or nothing at all: never clipped (ТГПУ п. 2.3: 8–68). `null`: within the limits. */
export function checkModuleSize(
  hours: Hours,
  module: StoredModule,
  regulation: Pick<Regulation, 'moduleSize'> | undefined,
): Refusal | null {
  const size = regulation?.moduleSize
  if (!size || (hours >= size.min && hours <= size.max)) return null
  return refuse('module-size', {
    module: fact(module.title),
    hours: formatHours(hours),
    min: formatHours(size.min),
    max: formatHours(size.max),
  })
}

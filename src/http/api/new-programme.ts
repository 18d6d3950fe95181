/** A programme as the API and files bring it, and as it is saved: hours as they are counted with. */
import type { z } from 'zod'
import type { NewProgramme } from '#credits/contract'
import type { ProgrammeDecisions } from '#domain/books/book'
import { definedOnly } from '#domain/defined'
import { parseHours } from '#domain/hours'
import type { programmeBody } from './programme-schemas.ts'

type Body = z.infer<typeof programmeBody>

export function newProgramme(body: Body): NewProgramme {
  const { modules, decisions, ...rest } = body
  return definedOnly({
    ...rest,
    modules: modules.map(module => definedOnly({ ...module, hours: parseHours(module.hours) })),
    decisions: decisions && decisionsOf(decisions),
  })
}

function decisionsOf({ kindCaps, totalHours, ...rest }: NonNullable<Body['decisions']>): ProgrammeDecisions {
  const caps = Object.entries(kindCaps ?? {}).map(([kind, hours]) => [kind, parseHours(hours)])
  return definedOnly({
    ...rest,
    kindCaps: kindCaps && Object.fromEntries(caps),
    totalHours: totalHours === undefined ? undefined : parseHours(totalHours),
  })
}

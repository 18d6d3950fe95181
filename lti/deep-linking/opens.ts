/** What a link opens: a programme, a module of it, or (empty) the learner's own book. */
export interface Opens {
  programmeId?: string
  moduleId?: string
}

/** Custom parameter of our links. It names our own ids only, so a copied course opens the same. */
export const OPENS_PARAMETER = 'zachetka_open'

const ID = /^[\p{L}\p{N}_.:@-]{1,255}$/u

/** As query: `programme=ID&module=ID`, for the custom parameter and for the address alike. */
export function writeOpens({ programmeId, moduleId }: Opens): string {
  const query = new URLSearchParams()
  if (programmeId !== undefined) query.set('programme', programmeId)
  if (programmeId !== undefined && moduleId !== undefined) query.set('module', moduleId)
  return query.toString()
}

/**
 * What a launch opens: the custom parameter says it, else the address. Platforms lose the one (Moodle, when a teacher
 * edits the parameters) or the other (platforms that launch every link at one address).
 */
export function parseOpens(custom: Readonly<Record<string, string>>, targetLinkUri: string): Opens {
  const written = custom[OPENS_PARAMETER]
  if (written !== undefined && !written.startsWith('$')) return readOpens(new URLSearchParams(written))
  return URL.canParse(targetLinkUri) ? readOpens(new URL(targetLinkUri).searchParams) : {}
}

function readOpens(query: URLSearchParams): Opens {
  const [programmeId, moduleId] = [query.get('programme') ?? '', query.get('module') ?? '']
  if (!ID.test(programmeId)) return {}
  return ID.test(moduleId) ? { programmeId, moduleId } : { programmeId }
}

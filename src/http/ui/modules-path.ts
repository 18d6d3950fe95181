/** Address of the catalogue of a programme's modules, without the base of a session. */
export interface ModulesQuery {
  programme: string
  kind?: readonly string[]
  part?: string
}

export function modulesPath({ programme, kind = [], part }: ModulesQuery): string {
  const query = new URLSearchParams({ programme, ...(part && { part }) })
  for (const each of kind) query.append('kind', each)
  return `/route/modules?${query}`
}

/** Address of the catalogue of a programme's modules, without the base of a session. */
export interface ModulesQuery {
  programme: string
  kind?: readonly string[]
  part?: string
  /** Only what is neither in the book nor in the plan. */
  free?: boolean
}

export function modulesPath({ programme, kind = [], part, free }: ModulesQuery): string {
  const query = new URLSearchParams({ programme, ...(part && { part }), ...(free && { free: 'yes' }) })
  for (const each of kind) query.append('kind', each)
  return `/route/modules?${query}`
}

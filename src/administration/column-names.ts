/** Что в какой колонке: what a person said of single headers of an export, put into its description of columns. */

export interface ColumnName {
  /** As it stands in the export. */
  header: string
  /** Of the mapping, e.g. `hours`; `null`: passed over. */
  field: string | null
}

/**
 * @param mapping the connection's setting, as stored
 * @returns the same with the names over those that were given before, header by header
 */
export function withColumnNames(mapping: unknown, names: readonly ColumnName[]): Record<string, unknown> {
  const own = typeof mapping === 'object' && mapping !== null ? (mapping as Record<string, unknown>) : {}
  const given = new Map(
    [...headersOf(own), ...names].map(({ header, field }) => [header, { header, field }] as const),
  )
  return { ...own, headers: [...given.values()] }
}

/** What a file of commands wrote there may be anything; the check says what does not hold. */
const headersOf = ({ headers }: Record<string, unknown>): ColumnName[] =>
  Array.isArray(headers) ? headers.filter(each => typeof each?.header === 'string') : []

/** What somebody else did while one looked (409): told to whoever sees the history that it was read from. */

/** One field that is not as it was seen; values as they are kept, the pages word them. */
export interface Difference {
  field: string
  was: string
  now: string
}

export interface Meanwhile {
  /** Id of the person, where the history keeps it: whoever meets their own second window is told so. */
  by?: string
  /** Name as the history has it (кто). */
  byName: string
  /** ISO instant. */
  at: string
  /** What was done, as the history names it: `confirm`, `withdrawn` … */
  action?: string
  differences: readonly Difference[]
  /** What stands now, as a form names the version that it was made from: sent with it, the form is sent knowingly. */
  version?: number
}

type Values = Readonly<Record<string, unknown>>

/** Field by field, lists joined, in the order in which the fields first stand. */
export function differencesOf(was: Values, now: Values): Difference[] {
  const fields = [...new Set([...Object.keys(was), ...Object.keys(now)])]
  return fields
    .map(field => ({ field, was: textOf(was[field]), now: textOf(now[field]) }))
    .filter(each => each.was !== each.now)
}

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value ?? ''))

interface Step {
  action: string
  from?: string | null
  to?: string
  by?: string
  byName: string
  at: string
}

/** The last step of a history; none: nobody did anything. */
export function lastStep(history: readonly Step[]): Meanwhile | undefined {
  const last = history.at(-1)
  if (!last) return undefined
  const { action, by, byName, at, from, to } = last
  const differences = from && to ? differencesOf({ state: from }, { state: to }) : []
  return { action, ...(by && { by }), byName, at, differences }
}

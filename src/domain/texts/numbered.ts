import type { CountedEntry } from '../books/progress.ts'

/** Facts name entries by id; people know them by their number (№). @param numberOf by id */
export function withNumbers<C extends Pick<CountedEntry, 'facts'>>(
  counted: C,
  numberOf: Readonly<Record<string, number>>,
): C {
  if (!counted.facts) return counted
  const numbered = (value: string) =>
    value
      .split(/,\s*/)
      .map(part => numberOf[part] ?? part)
      .join(', ')
  const facts = Object.entries(counted.facts).map(([key, value]) => [
    key,
    value.split(/,\s*/).some(part => part in numberOf) ? numbered(value) : value,
  ])
  return { ...counted, facts: Object.fromEntries(facts) }
}

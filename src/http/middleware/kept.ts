/** What pages need of a person each time, looked up now and then: once a minute, or sooner after they did something. */
export interface Kept<T> {
  of(personId: string, load: () => Promise<T>): Promise<T>
  forget(personId: string): void
}

const KEPT_MS = 60_000
const MOST_KEPT = 10_000

export function keptEach<T>(now: () => Date): Kept<T> {
  const known = new Map<string, { value: T; until: number }>()
  return {
    async of(personId, load) {
      const kept = known.get(personId)
      if (kept && kept.until > now().getTime()) return kept.value
      const value = await load()
      if (known.size >= MOST_KEPT) known.clear()
      known.set(personId, { value, until: now().getTime() + KEPT_MS })
      return value
    },
    forget: personId => {
      known.delete(personId)
    },
  }
}

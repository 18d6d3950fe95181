/** Counts of what was asked of the LMS: functions of the web service, and LTI endpoints as `lti:…`. */
export class CallLog {
  readonly #counts = new Map<string, number>()

  add(name: string): void {
    this.#counts.set(name, this.count(name) + 1)
  }

  /** Calls of one name since the last reset. */
  count(name: string): number {
    return this.#counts.get(name) ?? 0
  }

  /** Calls of the web service altogether, LTI endpoints left out. */
  get total(): number {
    return [...this.#counts].reduce((sum, [name, count]) => (name.startsWith('lti:') ? sum : sum + count), 0)
  }

  /** Counts by name, as a plain object. */
  counts(): Record<string, number> {
    return Object.fromEntries(this.#counts)
  }

  reset(): void {
    this.#counts.clear()
  }
}

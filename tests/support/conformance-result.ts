/** What a suite of somebody else's gave against the embedded store. */
export interface SuiteResult {
  readonly suite: string
  readonly passed: number
  /** Tests that the suite itself leaves out (`it.skip`, needs a replica set …). */
  readonly skipped: number
  readonly failures: readonly { readonly test: string; readonly message: string }[]
  /** The least number, or share of those that ran, that must pass. */
  readonly gate: { readonly passed: number } | { readonly share: number }
}

/** Whether the suite reaches its gate. */
export function holds({ passed, failures, gate }: SuiteResult): boolean {
  if ('passed' in gate) return passed >= gate.passed
  return passed > 0 && passed / (passed + failures.length) >= gate.share
}

/** One line for people, and below it every failure. */
export function describeResult(result: SuiteResult): string {
  const { suite, passed, skipped, failures, gate } = result
  const ran = passed + failures.length
  const share = ((passed / ran) * 100).toFixed(1)
  const wanted = 'passed' in gate ? `at least ${gate.passed}` : `at least ${gate.share * 100} %`
  const head = `${holds(result) ? '✓' : '×'} ${suite}: ${passed} of ${ran} (${share} %), gate ${wanted}; ${skipped} skipped by the suite itself`
  return [head, ...failures.map(({ test, message }) => `    - ${test}\n        ${message}`)].join('\n')
}

/** The first line of an error's message, short. */
export function firstLine(message: string | undefined): string {
  return (message ?? 'no message').split('\n')[0]?.slice(0, 160) ?? ''
}

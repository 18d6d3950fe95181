/** Faults of a planned item in words. */
import type { View } from '../../view.ts'

interface Issue {
  path: string
  message: string
  code?: string
  facts?: Readonly<Record<string, string>>
}

/** By the fault's code; what has none says itself that the field does not hold. */
export function faultWords({ t, say }: View, issue: Issue): string {
  const { faults } = t.routes
  if (issue.code === 'date-outside-term' && issue.facts) {
    const { date = '', from = '', until = '' } = issue.facts
    return date < from ? t.routes.tooEarly(say.dateLong(from)) : t.routes.tooLate(say.dateLong(until))
  }
  return (faults as Record<string, string>)[issue.code ?? ''] ?? t.errors.invalid_input[1]
}

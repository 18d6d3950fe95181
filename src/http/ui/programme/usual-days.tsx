import type { ProgrammeDraft } from '../../programme/draft.ts'
import type { View } from '../../view.ts'
import { Text } from './fields.tsx'

interface UsualDaysProps {
  view: View
  draft: ProgrammeDraft
  errors: Readonly<Record<string, string>>
}

/** What learners are told of time until enough was measured. */
export function UsualDays({ view, draft, errors }: UsualDaysProps) {
  const { programmes: words } = view.t
  return (
    <section aria-labelledby="usual-title">
      <h2 id="usual-title">{words.usual}</h2>
      <p class="muted">{words.usualHint}</p>
      <Text
        {...{ view, id: 'answerDays', label: words.answerDays, hint: words.answerDaysHint }}
        {...{ value: draft.answerDays, longest: 3, isNumber: true, error: errors.answerDays }}
      />
      <Text
        {...{ view, id: 'issueDays', label: words.issueDays, hint: words.issueDaysHint }}
        {...{ value: draft.issueDays, longest: 3, isNumber: true, error: errors.issueDays }}
      />
    </section>
  )
}

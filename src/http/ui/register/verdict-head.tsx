import type { View } from '../../view.ts'
import { Mixed } from '../mixed.tsx'

/** What a check came to, as the heading of its page: in words, with a sign. */
export function VerdictHead({ view, title, isGood }: { view: View; title: string; isGood: boolean }) {
  return (
    <div class={`note verdict${isGood ? '' : ' problem'}`}>
      <h1 tabIndex={-1}>
        <span aria-hidden="true">{isGood ? '✓ ' : '× '}</span>
        <Mixed view={view} text={title} />
      </h1>
    </div>
  )
}

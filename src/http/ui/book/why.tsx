import type { BookLine } from '#credits/contract'
import type { View } from '../../view.ts'
import { Mixed } from '../mixed.tsx'
import { lineState, lineStatuses } from './line-state.ts'
import type { WhyLinks } from './why-links.ts'
import { CapSum, RemedyLinks } from './why-more.tsx'

/** What a line comes to, in words, sign and frame. */
export function StatusBadge({ view, line }: { view: View; line: BookLine }) {
  return (
    <>
      {lineStatuses(line, view).map(({ state, sign, words }) => (
        <span key={state} class={`status ${state}`}>
          <span aria-hidden="true">{sign} </span>
          {words}
        </span>
      ))}
    </>
  )
}

/** First sentence bold, then the rule and the sum; then what can be done, and where. Inline, never in a hover tip. */
export function WhyText({ view, line, links }: { view: View; line: BookLine; links?: WhyLinks }) {
  const reason = view.say.reason(line)
  if (!reason) return null
  const [first, rest] = splitSentence(reason.text)
  return (
    <div class="why" id={`reason-${line.entry.id}`}>
      <p>
        <b>
          <Mixed view={view} text={first} />
        </b>{' '}
        <Mixed view={view} text={rest} />
      </p>
      <CapSum view={view} line={line} />
      {reason.remedy && (
        <p>
          <b>{view.t.book.remedy}</b> <Mixed view={view} text={reason.remedy} />
          {links && <RemedyLinks view={view} line={line} links={links} />}
        </p>
      )}
    </div>
  )
}

/** `false` for a plain «waits for the curator»: that is said in the status column. */
export function needsWhy(line: BookLine): boolean {
  return (
    line.counted.uncounted > 0 && line.counted.reason !== undefined && line.counted.reason !== 'not-confirmed'
  )
}

export function whyTitle(line: BookLine, view: View): string {
  const { book } = view.t
  const state = lineState(line)
  if (state === 'pending') return book.whyPending
  return state === 'part' ? book.whyPart : book.why
}

/** «Засчитано 84 часа из 108.» and the rest; dots of abbreviations and decimals do not end a sentence. */
export function splitSentence(text: string): [string, string] {
  const match =
    /^(.*?[^\s.](?<!(?<![\p{L}])(?:п|пп|ст|стр|г|cl|cll|art|No|\p{Lu}))[.?!])\s+(?=[\p{Lu}\d«“])([\s\S]*)$/u.exec(
      text,
    )
  return match ? [match[1] ?? text, match[2] ?? ''] : [text, '']
}

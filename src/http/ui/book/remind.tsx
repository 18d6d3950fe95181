import type { BookLine } from '#credits/contract'
import type { View } from '../../view.ts'
import type { WhyLinks } from './why-links.ts'

/** The button beside one's own line that waits longer than usual. */
export function Remind({ view, line, links }: { view: View; line: BookLine; links: WhyLinks }) {
  const { wait, entry, number } = line
  const action = links.remind(entry.id)
  if (!wait?.mayRemind || action === null) return null
  const { book } = view.t
  return (
    <form method="post" action={action} class="screen" data-once>
      <button type="submit" id={`remind-${entry.id}`}>
        {book.remind}
        <span class="vh"> {book.ofEntry(number)}</span>
      </button>
    </form>
  )
}

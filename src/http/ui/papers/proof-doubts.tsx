import type { View } from '../../view.ts'
import { type BookAddress, bookLink } from '../book/book-link.ts'
import { Mixed } from '../mixed.tsx'

/** Of a paper proof: what should be looked at before it is sent all the same. */
export interface Doubt {
  text: string
  /** The entry that it seems to repeat. */
  twin?: { id: string; number: string }
}

export function Doubts({
  view,
  doubts,
  address,
}: {
  view: View
  doubts: readonly Doubt[]
  address: BookAddress
}) {
  if (doubts.length === 0) return null
  return (
    <div class="note" role="alert" id="notice" tabIndex={-1} aria-labelledby="doubts-title">
      <h2 id="doubts-title">{view.t.proof.doubt}</h2>
      <ul>
        {doubts.map(({ text, twin }) => (
          <li>
            <Mixed view={view} text={text} />
            {twin && (
              <div class="actions">
                <a class="button" href={bookLink(view, address, `/entries/${twin.id}`)}>
                  {view.t.proof.isTwin(twin.number)}
                </a>
                <button type="submit" form="proof" name="despite" value="yes">
                  {view.t.proof.noTwin}
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

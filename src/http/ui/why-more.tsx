import type { BookLine } from '#credits/contract'
import { type Hours, parseHours, subtractHours } from '#domain/hours'
import type { View } from '../view.ts'

/** Where the remedies lead; `proof`: `null` for whoever only reads. */
export interface WhyLinks {
  entry(id: string): string
  proof: string | null
}

/** «12 ч предел − 12 ч уже = 0 ч», where a cap cut the hours. */
export function CapSum({ view: { t, say }, line }: { view: View; line: BookLine }) {
  const sum = capOf(line)
  if (!sum) return null
  const [cap, used, left] = [sum.cap, sum.used, subtractHours(sum.cap, sum.used)].map(say.hours)
  return <p>{t.book.capSum(cap ?? '', used ?? '', left ?? '')}</p>
}

/** Facts of `rules/kind-cap` and `rules/share-cap`. */
function capOf({ counted: { reason, facts = {} } }: BookLine): { cap: Hours; used: Hours } | null {
  if (reason === 'kind-cap') return { cap: parseHours(facts.cap ?? '0'), used: parseHours(facts.used ?? '0') }
  if (reason !== 'share-cap') return null
  const cap = parseHours(facts.limit ?? '0')
  return { cap, used: subtractHours(cap, parseHours(facts.counted ?? '0')) }
}

/** The one link that acts on the reason. */
export function WhyLink({ view: { t }, line, links }: { view: View; line: BookLine; links: WhyLinks }) {
  const { reason, facts = {} } = line.counted
  const number = facts.id === undefined ? undefined : line.numberOf[facts.id]
  if ((reason === 'duplicate' || reason === 'superseded') && facts.id !== undefined && number !== undefined)
    return (
      <a class="screen" href={links.entry(facts.id)}>
        {t.book.toEntry(number)}
      </a>
    )
  if ((reason === 'rejected' || reason === 'no-document') && links.proof !== null)
    return (
      <a class="screen" href={links.proof}>
        {t.proof.add}
      </a>
    )
  return null
}

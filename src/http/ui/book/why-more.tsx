import type { BookLine } from '#credits/contract'
import { type Hours, parseHours, subtractHours } from '#domain/hours'
import type { View } from '../../view.ts'
import { Mixed } from '../mixed.tsx'
import { linksFor, type WhyLinks } from './why-links.ts'

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

/** What acts on the reason, a link each. */
export function RemedyLinks({ view, line, links }: { view: View; line: BookLine; links: WhyLinks }) {
  return (
    <>
      {linksFor(line, view, links).map(({ href, text, beside }) => (
        <>
          {' '}
          <a class="screen" href={href} {...(beside && { target: '_blank', rel: 'noopener' })}>
            <Mixed view={view} text={text} />
          </a>
        </>
      ))}
    </>
  )
}

import type { View } from '../view.ts'
import type { BookAddress } from './book-link.ts'

/** The printed book: PDF, XLSX and, for staff, the duplicate of a lost one. */
export function BookFiles({ view, address }: { view: View; address: BookAddress }) {
  const { t } = view
  const root = address.learnerId === null ? '/book' : `/books/${encodeURIComponent(address.learnerId)}/form`
  const href = (type: 'pdf' | 'xlsx', query: Record<string, string> = {}) =>
    `${view.base}${root}.${type}?${new URLSearchParams({ programme: address.programmeId, ...query })}`
  const links: readonly (readonly [string, string])[] = [
    [t.forms.bookPdf, href('pdf')],
    [t.forms.bookXlsx, href('xlsx')],
    ...(address.learnerId === null
      ? []
      : ([[t.forms.duplicate, href('pdf', { duplicate: 'yes' })]] as const)),
  ]
  return (
    <>
      {links.map(([label, to]) => (
        <a key={to} class="button" href={to} target="_blank" rel="noopener">
          {label}
          <span class="vh"> ({t.forms.newTab})</span>
        </a>
      ))}
      <a class="button" href={`${view.base}/forms`}>
        {t.forms.all}
      </a>
    </>
  )
}

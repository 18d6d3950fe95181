/** Where the remedies of uncounted lines lead: only to what whoever looks can do. */
import type { BookLine, BooksView } from '#credits/contract'
import type { View } from '../../view.ts'
import { modulesPath } from '../route/modules-path.ts'
import { type BookAddress, bookLink } from './book-link.ts'

export interface WhyLinks {
  entry(id: string): string
  /** P4 with what the entry says already typed; `null` for whoever only reads, or where the book is closed. */
  proof(entryId: string): string | null
  /** Where the curator is reminded of an entry; `null` in the book of somebody else. */
  remind(entryId: string): string | null
  /** Books of the same person that take an entry which this programme does not know. */
  others(entryId: string): readonly { title: string; href: string }[]
  /** Modules that can still be chosen; `null` in the book of somebody else. */
  modules(query: { kind?: readonly string[]; part?: string }): string | null
  /** One's own route; `null` in the book of somebody else. */
  route: string | null
}

/** In a book that is only shown: from line to line. */
export const readingLinks = (entry: WhyLinks['entry']): WhyLinks => ({
  entry,
  proof: () => null,
  remind: () => null,
  others: () => [],
  modules: () => null,
  route: null,
})

export function whyLinks(view: View, address: BookAddress, programmes: BooksView['programmes']): WhyLinks {
  const isOwn = address.learnerId === null
  const proofIn = (programmeId: string, entry: string) =>
    bookLink(view, { ...address, programmeId }, '/proof', { entry })
  const writable = programmes.filter(({ mayEnter }) => mayEnter)
  return {
    entry: id => bookLink(view, address, `/entries/${id}`),
    proof: id =>
      writable.some(each => each.id === address.programmeId) ? proofIn(address.programmeId, id) : null,
    remind: id => (isOwn ? bookLink(view, address, `/entries/${id}/remind`) : null),
    others: id =>
      writable
        .filter(each => each.id !== address.programmeId)
        .map(each => ({ title: each.title, href: proofIn(each.id, id) })),
    modules: query => (isOwn ? view.base + modulesPath({ programme: address.programmeId, ...query }) : null),
    route: isOwn ? `${view.base}/route` : null,
  }
}

export interface ActingLink {
  href: string
  text: string
  /** Outside of the session: opens beside. */
  beside?: boolean
}

/** The links that act on the reason of a line, most useful first. */
export function linksFor({ counted, entry, numberOf }: BookLine, view: View, links: WhyLinks): ActingLink[] {
  const { reason, facts = {} } = counted
  const { t } = view
  const of = (href: string | null, text: string): ActingLink[] => (href === null ? [] : [{ href, text }])
  switch (reason) {
    case 'duplicate':
    case 'superseded': {
      const number = facts.id === undefined ? undefined : numberOf[facts.id]
      return number === undefined ? [] : of(links.entry(facts.id ?? ''), t.book.toEntry(number))
    }
    case 'rejected':
      return of(links.proof(entry.id), t.book.sendAgain)
    case 'no-document':
    case 'outside-term':
      return of(links.proof(entry.id), t.book.attach)
    case 'kind-cap':
      return of(
        links.modules({ kind: (facts.otherKinds ?? '').split(',').filter(Boolean) }),
        t.book.chooseModule,
      )
    case 'share-cap':
      return of(links.modules({ part: 'variative' }), t.book.chooseModule)
    case 'not-in-programme':
      return [
        ...links.others(entry.id).map(({ title, href }) => ({ href, text: t.book.countIn(title) })),
        ...of(links.route, t.book.toRoute),
      ]
    case 'consumed':
      return facts.code === undefined
        ? []
        : [{ href: `/verify/${facts.code}`, text: t.book.toCertificate, beside: true }]
    default:
      return []
  }
}

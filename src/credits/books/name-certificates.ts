/** «Часы уже вошли в удостоверение № … от …»: a book knows its lines' certificates by their ids alone. */
import type { CreditsDeps } from '../deps.ts'
import type { BookLine, BookView } from './contract.ts'

/** The same book, whose used lines name the certificate by number, day and the code that opens it. */
export async function nameCertificates(
  { stores }: Pick<CreditsDeps, 'stores'>,
  book: BookView,
): Promise<BookView> {
  const ids = new Set(book.lines.flatMap(line => certificateOf(line) ?? []))
  if (ids.size === 0) return book
  const found = await Promise.all([...ids].map(id => stores.certificates.byId(id)))
  const facts = new Map(
    found.flatMap(each => (each?.snapshot ? [[each.id, factsOf(each.verificationCode, each.snapshot)]] : [])),
  )
  const lines = book.lines.map(line => {
    const named = facts.get(certificateOf(line) ?? '')
    return named
      ? { ...line, counted: { ...line.counted, facts: { ...line.counted.facts, ...named } } }
      : line
  })
  return { ...book, lines }
}

const certificateOf = ({ counted: { reason, facts } }: BookLine): string | undefined =>
  reason === 'consumed' ? facts?.certificate : undefined

const factsOf = (code: string, snapshot: { registrationNumber: string; issuedOn: string }) => ({
  code,
  number: snapshot.registrationNumber,
  issuedOn: snapshot.issuedOn,
})
